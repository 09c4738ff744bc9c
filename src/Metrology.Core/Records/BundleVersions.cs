using System.Text.Json.Serialization;
using Metrology.Core.Files;

namespace Metrology.Core.Records;

/// <summary>What a bundle was written with, so that whoever opens it in twenty years knows what reads it.</summary>
/// <param name="Software">Name and version of the program that exported it.</param>
/// <param name="Record">Form of record.json.</param>
/// <param name="Evaluation">Edition of the evaluation, from 1.</param>
/// <param name="Certificates">Form of particulars.json.</param>
public sealed record BundleVersions(string Software, string Record, int Evaluation, string Certificates)
{
    internal static BundleVersions Of(string recordFormat) =>
        new(EvaluatingSoftware.Text, recordFormat, EditionNumber(recordFormat), CertificateFacts.CurrentFormat);

    internal static BundleVersions Read(JsonCursor at) => new(
        at.AnyText("software"), at.AnyText("record"), (int)at.Required("evaluation", number => number.AsInteger(1, int.MaxValue), 1), at.AnyText("certificates"));

    /// <summary>What is not as the record says. The program that exported is its own word.</summary>
    internal IEnumerable<BundleDifference> Differences(string recordFormat)
    {
        var said = Of(recordFormat) with { Software = Software };
        if (Record != said.Record)
            yield return new("manifest.versions.record", said.Record, Record);
        if (Evaluation != said.Evaluation)
            yield return new("manifest.versions.evaluation", $"{said.Evaluation}", $"{Evaluation}");
        if (Certificates != said.Certificates)
            yield return new("manifest.versions.certificates", said.Certificates, Certificates);
    }

    private static int EditionNumber(string recordFormat) => (int)RecordDocument.EditionOf(recordFormat) + 1;
}

/// <summary>Whose signature stands beside the manifest, or why there is none.</summary>
/// <param name="Subject">Distinguished name of the certificate; null when nobody signed.</param>
/// <param name="Certificate">Lower-case hexadecimal SHA-256 of it; null when nobody signed.</param>
/// <param name="WhyNot">Code of the reason; null when somebody signed.</param>
public sealed record BundleSigner(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Certificate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WhyNot)
{
    /// <summary>The code where no key is configured.</summary>
    public const string NoKey = "signing.no-key";

    public static BundleSigner Nobody(string why) => new(null, null, why);

    internal static BundleSigner Read(JsonCursor at)
    {
        var signer = new BundleSigner(at.OptionalText("subject"), at.OptionalText("certificate"), at.OptionalText("whyNot"));
        if (signer is not ({ Subject: not null, Certificate.Length: 64, WhyNot: null } or { Subject: null, Certificate: null, WhyNot: not null }))
            at.Problem("应有 subject 和 certificate（SHA-256），或者只有 whyNot", "subject and certificate (SHA-256) are expected here, or whyNot alone");
        return signer;
    }
}
