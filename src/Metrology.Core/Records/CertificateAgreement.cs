using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>What record and certificate of a bundle both say must be the same: the instrument, the day, the place, the terms, and who signed the record.</summary>
internal static class CertificateAgreement
{
    private static readonly (SignatureRole Role, string Action)[] Acts = [(SignatureRole.Verifier, "submit"), (SignatureRole.Checker, "check"), (SignatureRole.Approver, "approve")];

    public static IEnumerable<BundleDifference> Differences(RecordDocument record, IssuedFacts issued)
    {
        var (said, path) = (issued.Facts.Particulars, $"{issued.Parts.ParticularsName}: particulars");
        (string Name, object? OfRecord, object? OfCertificate)[] both =
        [
            ("item.name", record.Unit.Name, said.Item.Name.Zh), ("item.model", record.Unit.Model, said.Item.Model), ("item.serialNumber", record.Unit.SerialNumber, said.Item.SerialNumber),
            ("item.manufacturer", record.Unit.Manufacturer, said.Item.Manufacturer), ("place", record.Place, said.Place.Zh), ("workDate", record.WorkDate, said.WorkDate),
            ("isSimulated", record.IsSimulated, said.IsSimulated), ("isDemonstration", record.IsDemonstration, said.IsDemonstration), ("calibration", record.Calibration, said.Calibration),
            ("number", issued.Parts.Number, said.Number), // the name of the part
        ];
        foreach (var (name, expected, found) in both.Where(one => !Equals(one.OfRecord, one.OfCertificate)))
            yield return new($"{path}.{name}", Text(expected), Text(found));
        for (var i = 0; i < said.Signatures.Count; i++)
        {
            // A certificate that replaces another is approved for itself, after the record.
            var signature = said.Signatures[i];
            if ((signature.Role != SignatureRole.Approver || said.Replaces is null) && !IsOfRecord(record, signature))
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{path}.signatures[{i}]"), "a signature of the record", $"{signature.Name} {Text(signature.SignedAt)}");
        }
    }

    private static bool IsOfRecord(RecordDocument record, Signature signature)
    {
        var action = Array.Find(Acts, act => act.Role == signature.Role).Action;
        return record.Signatures.Any(one => one.Action == action && one.By == signature.Name && one.At == signature.SignedAt);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly day => day.Iso(),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
