using System.Globalization;

namespace Metrology.Core.Records;

/// <summary>Every signature since the record was last returned is of the record as it is.</summary>
internal static class SignedContent
{
    private const string Return = "return";

    public static IEnumerable<BundleDifference> Differences(RecordDocument record)
    {
        var hash = record.ContentHash();
        var from = record.Signatures.Index().LastOrDefault(one => one.Item.Action == Return).Index;
        foreach (var (i, signature) in record.Signatures.Index())
        {
            if (i >= from && signature.Content is { } signed && signed != hash)
                yield return new(string.Create(CultureInfo.InvariantCulture, $"record.signatures[{i}].content"), hash, signed);
        }
    }
}
