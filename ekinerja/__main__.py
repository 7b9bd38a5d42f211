"""`python -m ekinerja`."""

from ekinerja.cli import main

if __name__ == "__main__":
    main()
