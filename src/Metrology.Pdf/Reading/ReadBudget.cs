namespace Metrology.Pdf.Reading;

/// <summary>
/// What one file may cost. Everything that grows with what a file claims (objects, unpacked bytes, drawing operators) is paid from here, so
/// that a few hostile bytes buy neither memory nor time.
/// </summary>
internal sealed class ReadBudget
{
    public const int MaximumDepth = 64;

    const int MaximumValues = 2_000_000;
    const int MaximumSteps = 4_000_000;
    const int MaximumStream = 64 << 20;
    const long MaximumUnpacked = 128L << 20;

    int values = MaximumValues;
    int steps = MaximumSteps;
    long unpacked = MaximumUnpacked;

    /// <summary>The bytes that the next stream may unpack to.</summary>
    public int StreamLimit => (int)Math.Min(MaximumStream, unpacked);

    /// <summary>Something that is kept in memory.</summary>
    public void Keep(int count = 1)
    {
        if ((values -= count) < 0)
            throw new PdfFormatException($"The file has more than {MaximumValues} values.");
    }

    /// <summary>Something that takes time only.</summary>
    public void Step(int count = 1)
    {
        if ((steps -= count) < 0)
            throw new PdfFormatException($"The file asks for more than {MaximumSteps} steps.");
    }

    /// <summary>Bytes that are looked at once: far quicker than a step each.</summary>
    public void StepOver(int bytes) => Step(1 + bytes / 256);

    public void Unpack(int bytes)
    {
        if ((unpacked -= bytes) < 0)
            throw new PdfFormatException($"The streams of the file unpack to more than {MaximumUnpacked >> 20} MB.");
    }
}
