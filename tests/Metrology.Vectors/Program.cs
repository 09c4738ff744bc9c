using Metrology.Vectors;

if (args.Length == 0 || args[0] is "--help" or "-h")
{
    Console.Error.WriteLine("usage: Metrology.Vectors FILE… (the base name of a file is the kind of its cases)");
    return args.Length == 0 ? 2 : 0;
}

var tally = new Tally(Console.Out);
foreach (var file in args)
    VectorFile.Run(file, tally);
Console.WriteLine(tally);
return tally.Failed == 0 ? 0 : 1;
