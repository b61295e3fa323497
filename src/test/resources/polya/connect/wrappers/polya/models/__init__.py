"""The least that a client of Spark Connect needs of Polya: names and Params of what this test uses."""
