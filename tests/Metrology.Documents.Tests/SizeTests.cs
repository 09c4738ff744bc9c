using Metrology.Benchmarks;
using Metrology.Pdf;
using Metrology.Pdf.Reading;

namespace Metrology.Documents.Tests;

/// <summary>The content by which sizes and speeds are compared with other programs: what it is, and how large it may be.</summary>
public sealed class SizeTests
{
    private const int MostBytes = 40 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Two_pages_of_about_150_Hanzi_with_thirty_rows_have_at_most_40_KB(int customer)
    {
        var content = CertificateContent.Of(customer);
        var pdf = ContentPaper.Of(content).ToBytes();
        var read = PdfReader.Open(pdf);

        Assert.InRange(content.DifferentHanzi, 140, 165);
        Assert.Equal(2, read.Pages.Count);
        Assert.All(content.Rows, row => Assert.Contains(row[1], string.Concat(read.Pages.Select(page => page.Text)), StringComparison.Ordinal));
        Assert.InRange(pdf.Length, 1, MostBytes);
    }
}
