using Metrology.Core.Planning;
using Metrology.Core.Traceability;

namespace Metrology.Core.Tests.Planning;

public class CertificateTermsTests
{
    /// <summary>Rows that are printed: [2011]冀量标授证字第105号 until 2015-12-25, [2016]桂量标气象证字第006号 until 2020-01-10, both of about four years.</summary>
    [Theory]
    [InlineData("2011-12-26", "2015-12-25", 0)]
    [InlineData("2016-01-11", "2020-01-10", 0)]
    [InlineData("2021-01-01", "2025-12-31", 0)]
    [InlineData("2021-01-01", "2024-12-31", 1)]
    [InlineData("2018-01-01", "2022-12-31", 1)]
    [InlineData("2026-01-01", "2140-01-01", 1)]
    [InlineData("2140-01-01", "2144-12-31", 1)]
    [InlineData("1990-01-01", "2000-01-01", 0)]
    [InlineData("2026-01-01", null, 0)]
    [InlineData(null, "2031-01-01", 0)]
    public void A_term_that_is_not_of_its_day_is_said(string? from, string? until, int doubts) =>
        Assert.Equal(doubts, Array.TrueForAll([StandardCertificateKind.Assessment, StandardCertificateKind.Public], kind => CertificateTerms.Doubts(kind, new(Day(from), Day(until)), new(2026, 6, 15)).Count == doubts) ? doubts : -1);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
