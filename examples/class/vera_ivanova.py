print("Hello! I will hand in my homework next week.")
