# Each command sets up what it needs. Without make: python3 scripts/run.py serve
PORT ?= 8000

.PHONY: serve site check test pictures
serve:
	python3 scripts/run.py serve --port $(PORT)
site check test pictures:
	python3 scripts/run.py $@
