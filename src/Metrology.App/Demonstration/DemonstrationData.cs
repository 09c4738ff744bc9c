using Metrology.Core.Traceability;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.App.Laboratory;
using Metrology.App.Standards;

namespace Metrology.App.Demonstration;

/// <summary>The demonstration laboratory as it stands in db/seed. Days are counted from the day of seeding.</summary>
public sealed record DemonstrationData(
    DemonstrationData.InstitutionRow Institution,
    IReadOnlyList<DemonstrationData.AccountRow> Accounts,
    IReadOnlyList<DemonstrationData.EquipmentRow> Equipment,
    DemonstrationData.Issuers StandardIssuers,
    IReadOnlyList<DemonstrationData.StandardRow> Standards,
    IReadOnlyList<DemonstrationData.CustomerRow> Customers,
    IReadOnlyList<DemonstrationData.UnitRow> Units,
    IReadOnlyList<DemonstrationData.BenchRow> Benches,
    IReadOnlyList<DemonstrationData.CapabilityRow> Capabilities,
    IReadOnlyList<DemonstrationData.ThingRow> CountedThings,
    IReadOnlyList<DemonstrationData.ProjectRow> Projects)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    private static readonly Lazy<DemonstrationData> Loaded = new(() =>
    {
        using var stream = typeof(DemonstrationData).Assembly.GetManifestResourceStream("seed/demo-laboratory.json")!;
        return JsonSerializer.Deserialize<DemonstrationData>(stream, Json)!;
    });

    /// <summary>The example of a calibration method, as a file that was imported and published.</summary>
    public static byte[] CalibrationMethod() => File("seed/calibration-method.json");

    /// <summary>The same of a test method.</summary>
    public static byte[] TestMethod() => File("seed/test-method.json");

    private static byte[] File(string name)
    {
        using var stream = typeof(DemonstrationData).Assembly.GetManifestResourceStream(name)!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }

    public static DemonstrationData Current => Loaded.Value;

    public sealed record InstitutionRow(
        string NameZh, string NameEn, string AddressZh, string AddressEn, string Telephone, string AuthorisationZh, string AuthorisationEn);

    public sealed record AccountRow(string UserName, string DisplayName, Role Role);

    public sealed record EquipmentRow(
        string Code, string NameZh, string NameEn, string Manufacturer, string Model, string SerialNumber, IReadOnlyList<TraceabilityRow> Certificates, bool IsSimulated = false);

    public sealed record TraceabilityRow(
        string Number, string Issuer, int From, int? Until, string UncertaintyText, string Measurand, decimal ExpandedUncertainty, decimal CoverageFactor, string Unit, decimal? CertifiedValue = null, string? CertifiedUnit = null);

    public sealed record Issuers(string Assessment, string Public);

    public sealed record StandardRow(
        string NameZh, string NameEn, string? ClassificationCode, string Place, string RangeText, string UncertaintyText, OwnerClass OwnerClass,
        CertificateRow Assessment, CertificateRow Public, EarlierRow? Earlier, int? SuspendedFrom, int? SuspendedUntil, int? WithdrawnOn,
        IReadOnlyList<string>? Main, IReadOnlyList<string>? Auxiliary)
    {
        internal IEnumerable<(StandardCertificateKind Kind, CertificateRow Row)> Certificates =>
        [
            .. Earlier is null ? [] : new[] { (StandardCertificateKind.Assessment, Earlier.Assessment), (StandardCertificateKind.Public, Earlier.Public) },
            (StandardCertificateKind.Assessment, Assessment), (StandardCertificateKind.Public, Public),
        ];
    }

    /// <summary>The certificates that those in force renew.</summary>
    public sealed record EarlierRow(CertificateRow Assessment, CertificateRow Public);

    public sealed record CertificateRow(string Number, int? From, int? Until);

    /// <summary>A capability of the institution as a whole, at every value.</summary>
    public sealed record CapabilityRow(string Measurand, decimal Uncertainty, string Unit, decimal CoverageFactor, string Source, int From, int? Until);

    public sealed record ThingRow(
        Core.Planning.Things.ThingKind Kind, string Name, string? Code, string? District, int? From, int? Until, string? Definition, decimal? Numerator, decimal? Denominator, string Source);

    public sealed record CustomerRow(string Name, string Address);

    public sealed record UnitRow(
        string Customer, string NameZh, string NameEn, string Model, string SerialNumber, string Manufacturer, string Location, string Procedure,
        IReadOnlyDictionary<string, string> Nameplate, SimulationRow Simulation);

    /// <summary>How the simulator plays this unit.</summary>
    /// <param name="SpeedErrorKmh">Of a roller bench that is verified itself.</param>
    public sealed record SimulationRow(decimal ErrorPercent, decimal ClockOffsetSeconds, decimal SpeedErrorKmh = 0m);

    /// <param name="PlanEntry">The entry of the published plans that names the project; its name and quote stand there.</param>
    public sealed record ProjectRow(string PlanEntry, string NameEn, OwnerClass OwnerClass, IReadOnlyList<StageRow> Stages);

    public sealed record StageRow(
        Metrology.Core.Planning.Building.BuildingStage Stage, int? PlannedFrom, int? PlannedTo, int? From, int? To, string? Owner, string? Blocker, decimal? Budget, IReadOnlyList<int>? Days);

    /// <param name="Plays">Protocol by which the program plays it.</param>
    /// <param name="Procedures">That it serves; none means any.</param>
    /// <param name="Load">Of the register, as are clock and environment.</param>
    public sealed record BenchRow(
        string Code, string NameZh, string NameEn, string Reference, string Plays = Verifications.BenchPart.Simulator, IReadOnlyList<string>? Procedures = null,
        string? Load = null, string? Clock = null, string? Environment = null, bool PlaysProbe = false);
}
