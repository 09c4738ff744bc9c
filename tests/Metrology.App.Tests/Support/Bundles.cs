using Metrology.App.Verifications;
using Metrology.Core.Records;
using Metrology.Dcc.Rebuilding;

namespace Metrology.App.Tests.Support;

internal static class Bundles
{
    /// <summary>The bundle of a record as it is exported, after every digital certificate in it was written again to the same bytes.</summary>
    public static async Task<BundleContent> RebuiltAsync(this Laboratory laboratory, Guid record, params string[] numbers)
    {
        var content = RecordBundle.Read((await laboratory.The<RecordExport>().BundleAsync(record, default)).Value).Value.Load().Content!;
        var result = Recompute.Run(content, []);
        Assert.Equal(numbers, content.Certificates.Select(one => one.Parts.Number));
        Assert.DoesNotContain(result.Differences, one => one.Path.StartsWith("certificates/", StringComparison.Ordinal) || one.Path.StartsWith("manifest", StringComparison.Ordinal));
        Assert.All(content.Certificates, one => Assert.Empty(RebuiltDcc.Differences(result, one)));
        return content;
    }
}
