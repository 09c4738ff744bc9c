using Metrology.App.Customers;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Customers;

/// <summary>A unit under test as typed. The fields of the nameplate are those of the procedure.</summary>
public sealed record UnitForm
{
    /// <summary>Stands before the id of a nameplate field in the form.</summary>
    public const string NameplatePrefix = "Nameplate.";

    private const int Longest = 400;
    private static readonly BilingualText NotAChoice = new("请从列表中选择。", "Choose one of the list.");
    private static readonly BilingualText NotPositive = new("请填写大于零的数字，例如 7.5；不要写单位。", "Enter a number above zero such as 7.5, without a unit.");

    public string CustomerName { get; init; } = "";
    public string CustomerAddress { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string Model { get; init; } = "";
    public string SerialNumber { get; init; } = "";
    public string Manufacturer { get; init; } = "";
    public string Location { get; init; } = "";
    public string Procedure { get; init; } = "";
    public int? Version { get; init; }
    public bool IsUnderCompulsoryVerification { get; init; }
    public string MeterKey { get; init; } = "";
    public string MeterNumber { get; init; } = "";
    public IReadOnlyDictionary<string, string> Nameplate { get; init; } = new Dictionary<string, string>();

    public static UnitForm Of(UnitUnderTest unit) => new()
    {
        CustomerName = unit.Customer!.Name,
        CustomerAddress = unit.Customer.Address,
        NameZh = unit.NameZh,
        NameEn = unit.NameEn,
        Model = unit.Model,
        SerialNumber = unit.SerialNumber,
        Manufacturer = unit.Manufacturer,
        Location = unit.Location,
        Procedure = unit.Procedure,
        Version = unit.Version,
        IsUnderCompulsoryVerification = unit.IsUnderCompulsoryVerification,
        MeterKey = unit.MeterKey ?? "",
        MeterNumber = unit.MeterNumber ?? "",
        Nameplate = unit.Nameplate,
    };

    public static UnitForm Of(IFormCollection form) => new()
    {
        CustomerName = Text(form, nameof(CustomerName)),
        CustomerAddress = Text(form, nameof(CustomerAddress)),
        NameZh = Text(form, nameof(NameZh)),
        NameEn = Text(form, nameof(NameEn)),
        Model = Text(form, nameof(Model)),
        SerialNumber = Text(form, nameof(SerialNumber)),
        Manufacturer = Text(form, nameof(Manufacturer)),
        Location = Text(form, nameof(Location)),
        Procedure = Text(form, nameof(Procedure)),
        Version = int.TryParse(Text(form, nameof(Version)), out var version) ? version : null,
        IsUnderCompulsoryVerification = Text(form, nameof(IsUnderCompulsoryVerification)) == "true",
        MeterKey = Text(form, nameof(MeterKey)),
        MeterNumber = Text(form, nameof(MeterNumber)),
        Nameplate = form.Keys.Where(key => key.StartsWith(NameplatePrefix, StringComparison.Ordinal))
            .ToDictionary(key => key[NameplatePrefix.Length..], key => Text(form, key)),
    };

    /// <summary>Every field that is wrong at once; the use case has the last word.</summary>
    public SaveUnit.Request Check(FieldErrors errors, int? id, Procedure? procedure)
    {
        foreach (var (name, text) in new[]
        {
            (nameof(CustomerName), CustomerName), (nameof(NameZh), NameZh), (nameof(NameEn), NameEn), (nameof(Model), Model),
            (nameof(Manufacturer), Manufacturer), (nameof(Location), Location), (nameof(Procedure), Procedure),
        })
        {
            errors.Text(name, text, Longest);
        }

        // Of a registered customer it may be left empty.
        if (CustomerAddress.Length > 0)
            errors.Text(nameof(CustomerAddress), CustomerAddress, Longest);
        errors.Text(nameof(SerialNumber), SerialNumber, UnitUnderTest.LongestSerial);
        foreach (var field in procedure?.Nameplate ?? [])
            Check(errors, field);
        // Without script the fields of a procedure that was chosen before are still sent.
        var nameplate = procedure is null
            ? Nameplate : Nameplate.Where(pair => procedure.Nameplate.Any(field => field.Id == pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        return new(id, CustomerName, CustomerAddress, NameZh, NameEn, Model, SerialNumber, Manufacturer, Location, Procedure, nameplate, Version, IsUnderCompulsoryVerification, MeterKey, MeterNumber);
    }

    private void Check(FieldErrors errors, NameplateField field)
    {
        var text = Nameplate.GetValueOrDefault(field.Id) ?? "";
        var name = NameplatePrefix + field.Id;
        if (text.Length == 0 && (field.IsOptional || field.Kind == "flag"))
            return;
        var known = errors.Text(name, text, Longest).Length > 0;
        if (known && field.Kind == "choice" && !field.Choices.Contains(text))
            errors.Add(name, NotAChoice, "input.no-choice");
        if (known && field.Kind == "quantity" && QuantityText.ParseNumber(text) is not > 0m)
            errors.Add(name, NotPositive, "input.not-positive");
    }

    private static string Text(IFormCollection form, string key) => form[key].LastOrDefault()?.Trim() ?? "";
}
