"""The sample ERP: a small wholesale business, deployed over and over by the rig's tests."""
