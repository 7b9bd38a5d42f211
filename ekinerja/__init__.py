"""The command `ekinerja`: the whole system on one machine, started, watched and stopped."""
