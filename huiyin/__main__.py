"""`python -m huiyin` is the same as `huiyin`."""

from huiyin.config.command import main

main()
