"""Messages that each rule must speak about (BAD) or stay silent about (GOOD), from many trades."""
