using Metrology.Vectors;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Metrology.Vectors FILE…");
    return 2;
}

var tally = new Tally(Console.Out);
foreach (var file in args)
    VectorFile.Run(file, tally);
Console.WriteLine(tally);
return tally.Failed == 0 ? 0 : 1;
