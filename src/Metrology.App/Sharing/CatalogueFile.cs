using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Registers;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.App.Sharing;

/// <summary>
/// The standards that an institution publishes, as a file between institutions: JSON, UTF-8, <c>format</c> and <c>version</c> first (docs/formats/catalogue.md). What it says of a day is said of <see cref="IssuedOn"/>.
/// </summary>
public sealed record CatalogueFile(string Format, int Version, DateOnly IssuedOn, bool IsDemonstration, CatalogueFile.Owner Institution, IReadOnlyList<CatalogueFile.Standard> Standards)
{
    public const string FormatName = "metrology-catalogue";
    public const int CurrentVersion = 1;

    /// <summary>Bytes of a file.</summary>
    public const int LargestFile = 4 * 1024 * 1024;

    /// <summary>Standards of a file.</summary>
    public const int MostStandards = 5_000;

    private const int LongestText = 400;
    private const int LongestId = 64;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        MaxDepth = 16,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>Who publishes, and how to reach them.</summary>
    public sealed record Owner(string NameZh, string NameEn, string AddressZh, string AddressEn, string Telephone);

    /// <param name="Id">The same in every file of the institution; stands in addresses, so letters, digits, dots, hyphens and underscores only.</param>
    /// <param name="ValidUntil">Last day of both certificates; null is unknown.</param>
    /// <param name="CertificatesInYear">Certificates issued with it in the twelve months before the file.</param>
    public sealed record Standard(
        string Id, string NameZh, string NameEn, string? ClassificationCode, string RangeText, string UncertaintyText, OwnerClass OwnerClass, StandardStanding Standing, DateOnly? ValidUntil,
        int CertificatesInYear, IReadOnlyList<StandardParameter> Parameters, IReadOnlyList<StandardScope> Scopes, IReadOnlyList<Certificate> Certificates)
    {
        [JsonIgnore]
        public BilingualText Name => new(NameZh, NameEn.Length == 0 ? NameZh : NameEn);
    }

    public sealed record Certificate(StandardCertificateKind Kind, string Number, string Issuer, DateOnly? IssuedOn, DateOnly? ValidUntil);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Form);

    public static Outcome<CatalogueFile> Read(byte[] file)
    {
        if (file.Length > LargestFile)
            return SharingErrors.TooLarge;
        try
        {
            // The version is asked first: a later form may have what this one does not know.
            using var document = JsonDocument.Parse(file, new() { MaxDepth = Form.MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != FormatName)
                return SharingErrors.NotReadable;
            if (!document.RootElement.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != CurrentVersion)
                return SharingErrors.OtherVersion;
            var read = JsonSerializer.Deserialize<CatalogueFile>(file, Form)!;
            if (read.Standards.Count > MostStandards)
                return SharingErrors.TooLarge;
            return read.Problem() is { } problem ? problem : read;
        }
        catch (JsonException wrong)
        {
            return SharingErrors.NotReadableAt(wrong.Path, wrong.LineNumber + 1);
        }
        catch (Exception wrong) when (wrong is DecoderFallbackException or InvalidOperationException)
        {
            return SharingErrors.NotReadable;
        }
    }

    private Refusal? Problem()
    {
        string?[] texts =
        [
            Institution.NameZh, Institution.NameEn, Institution.AddressZh, Institution.AddressEn, Institution.Telephone,
            .. Standards.SelectMany(one => new[] { one.Id, one.NameZh, one.NameEn, one.ClassificationCode, one.RangeText, one.UncertaintyText }
                .Concat(one.Parameters.SelectMany(part => new[] { part.Quantity, part.Unit, part.Accuracy, part.AccuracyUnit }))
                .Concat(one.Scopes.SelectMany(scope => new[] { scope.Instrument, scope.Procedure })).Concat(one.Certificates.SelectMany(paper => new[] { paper.Number, paper.Issuer }))),
        ];
        return Institution.NameZh.Trim().Length == 0 || Standards.Any(one => one.Id.Trim().Length == 0 || one.NameZh.Trim().Length == 0) ? SharingErrors.NameMissing
            : texts.Any(text => text?.Length > LongestText || text?.Any(char.IsControl) == true) ? SharingErrors.BadText
            : Standards.Any(one => one.Id.Length > LongestId || one.Id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_'))) ? SharingErrors.BadId
            : Standards.DistinctBy(one => one.Id).Count() != Standards.Count ? SharingErrors.IdTwice
            : Standards.Any(one => one.CertificatesInYear < 0) ? SharingErrors.NotReadable
            : Standards.Any(one => one.Parameters.Any(part => part.Upper < part.Lower)) ? SharingErrors.RangeReversed
            : Standards.Any(one => one.Certificates.Any(paper => paper.ValidUntil < paper.IssuedOn)) ? SharingErrors.DatesReversed
            : Validation.Plausible((nameof(IssuedOn), IssuedOn));
    }
}
