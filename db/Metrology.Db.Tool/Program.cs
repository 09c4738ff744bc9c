Console.WriteLine("metrology db");
