"""The parts that ``bootstrap`` wires, made from settings: sites, engines, and what makes either on first use."""
