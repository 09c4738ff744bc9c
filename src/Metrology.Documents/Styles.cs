using Metrology.Pdf;

namespace Metrology.Documents;

internal static class Styles
{
    public static readonly TextStyle Small = new() { Size = 9 };
    public static readonly TextStyle Faint = new() { Size = 9, Colour = Colour.Grey(120) };
    public static readonly TextStyle Cover = new() { Size = 12 };
    public static readonly TextStyle DenseCover = new() { Size = 10.5, LineHeight = 1.2 };

    /// <summary>Second language of a line.</summary>
    public static readonly TextStyle Second = new() { Size = 8.5, LineHeight = 1.2 };
    public static readonly TextStyle Institution = new() { Size = 18, LetterSpacing = 2 };
    public static readonly TextStyle RecordTitle = new() { Size = 20, LetterSpacing = 4 };
    public static readonly TextStyle Title = new() { Size = 32, LetterSpacing = 12 };
    public static readonly TextStyle Heading = new() { Size = 12.5 };
    public static readonly TextStyle Table = new() { Size = 9, LineHeight = 1.35 };
    public static readonly TextStyle Warning = new() { Size = 8.5, LineHeight = 1.35, Colour = new(150, 60, 0) };
}
