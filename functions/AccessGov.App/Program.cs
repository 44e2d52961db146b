Console.WriteLine("accessgov");
