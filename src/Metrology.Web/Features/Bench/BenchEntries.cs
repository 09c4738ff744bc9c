using System.Text;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Bench;

/// <summary>What the verifier types at the bench, as readings; every field that is wrong is said at once.</summary>
internal static class BenchEntries
{
    private static readonly BilingualText NotANumber = new("请填写数字，例如 23.5；不要写单位。", "Enter a number such as 23.5, without a unit.");
    private static readonly BilingualText Impossible = new("这个数值在物理上不可能，请核对。", "Nothing can have this value; check it.");
    private static readonly BilingualText NoAnswer = new("请选择“符合”或“不符合”。", "Choose “conforms” or “does not conform”.");

    public static RunEvent Environment(
        Procedure procedure, ExpectedSet conditions, IReadOnlyDictionary<string, string> typed, FieldErrors errors, DateTimeOffset at) =>
        new RunEvent.Observed(conditions.Stage, [.. conditions.Readings.Select(one => Entry(procedure, one.Subject, one, typed, errors, at)).OfType<ObservedReading>()]);

    public static RunEvent Checks(IReadOnlyList<InspectionCheck> checks, IReadOnlyDictionary<string, string> typed, FieldErrors errors, DateTimeOffset at)
    {
        foreach (var check in checks.Where(check => typed.GetValueOrDefault(check.Id) is not ("0" or "1")))
            errors.Add(check.Id, NoAnswer, "input.required");
        return new RunEvent.Observed(Stage.Single, [.. checks.Select(check => new ObservedReading(
            Roles.Verifier, check.Id, TypedReading.Of(Measurands.Conforms, typed.GetValueOrDefault(check.Id) == "1" ? 1m : 0m, Units.One.Symbol, at)))]);
    }

    /// <summary>Name of the field in which a reading is typed.</summary>
    public static string NameOf(ExpectedReading reading) => $"value-{reading.Role}-{reading.Measurand}-{reading.Subject}";

    public static RunEvent Values(
        Procedure procedure, ExpectedSet expected, IReadOnlyDictionary<string, string> typed, FieldErrors errors, DateTimeOffset at) =>
        new RunEvent.Observed(expected.Stage, [.. expected.Readings.Select(one => Entry(procedure, NameOf(one), one, typed, errors, at)).OfType<ObservedReading>()]);

    /// <summary>A typed reading; limits of the procedure are judged by its evaluation, here only what cannot be by the definition of the quantity.</summary>
    private static ObservedReading? Entry(
        Procedure procedure, string field, ExpectedReading wanted, IReadOnlyDictionary<string, string> typed, FieldErrors errors, DateTimeOffset at)
    {
        if (Number(field, typed, errors) is not { } value)
            return null;
        if (procedure.Unit(wanted.Unit) is { } unit && procedure.Measurand(wanted.Measurand)?.CanBe(value, unit) == false)
            errors.Add(field, Impossible, "quantity.impossible");
        return new(wanted.Role, wanted.Subject, TypedReading.Of(wanted.Measurand, value, wanted.Unit, at));
    }

    private static decimal? Number(string field, IReadOnlyDictionary<string, string> typed, FieldErrors errors)
    {
        // Chinese input methods write full-width digits.
        var text = (typed.GetValueOrDefault(field) ?? "").Normalize(NormalizationForm.FormKC).Trim();
        if (text.Length <= QuantityText.LongestText && QuantityText.ParseNumber(text) is { } value)
            return value;
        errors.Add(field, NotANumber, "quantity.number");
        return null;
    }
}
