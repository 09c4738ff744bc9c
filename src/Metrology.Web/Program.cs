Console.WriteLine("metrology");
