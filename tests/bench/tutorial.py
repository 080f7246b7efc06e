# SPDX-License-Identifier: MIT
"""Asks for the weather the way tutorials do."""
import sys

import requests

weather = requests.get(sys.argv[1], timeout=10).json()
print("Temperature:", weather["main"]["temp"])
print("Humidity:", weather["main"]["humidity"])
