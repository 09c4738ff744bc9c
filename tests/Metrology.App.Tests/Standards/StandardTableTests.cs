using Metrology.App.Standards;
using Metrology.App.Tests.Support;
using Metrology.App.Standards.Life;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
using Metrology.Core.Registers;

namespace Metrology.App.Tests.Standards;

/// <summary>What is written in the columns of other programs is read again by their headings.</summary>
public sealed class StandardTableTests
{
    [Theory]
    [InlineData(StandardLayout.Own)]
    [InlineData(StandardLayout.LimsA)]
    [InlineData(StandardLayout.LimsB)]
    public async Task A_table_of_each_layout_is_read_again(StandardLayout layout)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var lines = (await laboratory.The<StandardQueries>().OnAsync(laboratory.Today, default)).ToList();
        lines[0].Standard.Institution = "示例计量院";
        lines[0].Standard.Rank = StandardRank.Highest;
        lines[0].Standard.OriginalValue = 12.50m;
        var published = lines[0].Standard.CertificateShownOn(Core.Traceability.StandardCertificateKind.Public, laboratory.Today)!;
        (published.Region, published.AuthorisationNumber) = ("示例市", "示例授-1");
        var table = SheetTable.Of([[.. StandardTable.Columns(layout).Select(column => column.Heading)], .. StandardTable.Rows(lines, laboratory.Today, layout)]);

        var read = StandardCleaning.Of(table.Under(table.GuessedColumns()));

        Assert.Equal(lines.Count, read.Count);
        foreach (var (line, row) in lines.Zip(read))
        {
            Assert.Equal((line.Standard.NameZh, line.Standard.ClassificationCode, line.Standard.RangeText.Trim(), line.Standard.UncertaintyText.Trim()), (row.NameZh, row.Code, row.RangeText, row.Accuracy));
            foreach (var kind in Enum.GetValues<Core.Traceability.StandardCertificateKind>())
            {
                if (line.Standard.CertificateShownOn(kind, laboratory.Today) is { } shown)
                    Assert.Contains(row.Certificates, one => one.Number == shown.Number && one.IssuedOn == shown.IssuedOn && one.ValidUntil == shown.ValidUntil && one.Issuer == (shown.Issuer.Length > 0 ? shown.Issuer : null));
            }
        }

        // What is suspended or withdrawn is read with its day, and nothing of it as in use.
        Assert.Contains(lines, line => line.Standing == StandardStanding.Suspended);
        Assert.Contains(lines, line => line.Standing == StandardStanding.Withdrawn);
        foreach (var (line, row) in lines.Zip(read))
        {
            Assert.DoesNotContain(row.Remarks, remark => remark.Refuses);
            Assert.Equal(line.Standing == StandardStanding.Withdrawn ? line.Standard.WithdrawnOn : row.WithdrawnOn, row.WithdrawnOn);
            Assert.Equal(line.Standing == StandardStanding.Suspended ? StandardLife.Suspensions(line.Standard.Acts()).Last(one => one.From <= laboratory.Today).From : row.SuspendedFrom, row.SuspendedFrom);
        }

        if (layout != StandardLayout.LimsB)
        {
            Assert.Equal("示例计量院", read[0].Institution);
            Assert.Equal([("示例市", "示例授-1")], read[0].Certificates.Where(one => one.Kind == Core.Traceability.StandardCertificateKind.Public).Select(one => (one.Region, one.AuthorisationNumber)));
        }

        if (layout != StandardLayout.LimsA)
            Assert.Equal((true, 12.50m), (read[0].IsHighest, read[0].OriginalValue));
    }
}
