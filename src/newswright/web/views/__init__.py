"""The views: one module per room of the site, each with its `router`. They read, lay out and answer; nothing clever."""
