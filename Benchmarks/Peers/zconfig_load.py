"""Reads a configuration with the reference implementation: zconfig_load.py FILE [SCHEMA]."""

import json
import resource
import sys
import time

import ZConfig
import ZConfig.loader
import ZConfig.schemaless

conf, *schema = sys.argv[1:]
if schema:
    loaded = ZConfig.loadSchema(schema[0])
    start = time.perf_counter()
    config, _ = ZConfig.loadConfig(loaded, conf)
    seconds = time.perf_counter() - start
    sections = sum(len(getattr(config, name)) for name in config.getSectionAttributes())
else:
    start = time.perf_counter()
    with open(conf) as file:
        config = ZConfig.schemaless.loadConfigFile(file)
    seconds = time.perf_counter() - start
    sections = len(config.sections)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": seconds, "peak": peak, "sections": sections}))
