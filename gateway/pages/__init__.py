"""The pages: a process of its own behind the gateway, with no right and no data of its own."""
