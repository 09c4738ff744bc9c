using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.Core.Procedures;
using Metrology.Core.Registers;
using Metrology.Core.Traceability;

namespace Metrology.Vectors.Kinds;

/// <summary>A row of a foreign register. What is said of it depends on the other rows of its source, as in the file they were taken from.</summary>
public sealed partial class RegistryImportTraps : VectorKind
{
    public override string Name => "registry-import-traps";

    public override void Run(VectorCase vector)
    {
        var (row, file) = (vector.Need("raw"), Rows(vector));
        var at = file.FindIndex(one => JsonElement.DeepEquals(one, row));
        var cleaned = StandardCleaning.Of([.. file.Select(Cells)])[at < 0 ? throw new FormatException("raw is no row of the file") : at];
        var certificate = cleaned.Certificates.Count > 0 ? cleaned.Certificates[0] : null;
        vector.Expect("expect.code", cleaned.Code);
        vector.Expect("expect.name", cleaned.NameZh);
        Ranges(vector, cleaned.Ranges);
        vector.Expect("expect.range_unit_raw", cleaned.UnknownUnit);
        vector.Expect("expect.unit_suggestion", cleaned.UnitSuggestion);
        vector.Expect("expect.accuracy", cleaned.Accuracy);
        vector.Expect("expect.accuracy_raw_column", cleaned.AccuracyInColumn);
        vector.Expect("expect.certificate_no", certificate?.Number);
        vector.Expect("expect.certificate_kind", certificate?.Kind.Label().Zh);
        vector.Expect("expect.certificate_year", certificate?.Year?.ToString(CultureInfo.InvariantCulture));
        vector.Expect("expect.issue_date", Day(certificate?.IssuedOn));
        vector.Expect("expect.valid_until", Day(certificate?.ValidUntil));
        vector.Expect("expect.issuer", certificate?.Issuer);
        vector.Expect("row_decision", KebabCase.Of(cleaned.Decision));
        Warnings(vector, cleaned);
        foreach (var field in vector.Fields.Where(field => InForce().IsMatch(field)))
            vector.Expect(field, certificate?.IsInForce(DateOnly.ParseExact(field[^10..], "yyyy-MM-dd", CultureInfo.InvariantCulture)) ?? false);
    }

    /// <summary>The rows of the same source, in the order of the file.</summary>
    private static List<JsonElement> Rows(VectorCase vector) =>
        [.. vector.File.GetProperty("cases").EnumerateArray().Where(one => Source(one) == vector.Text("source")).Select(one => one.GetProperty("raw"))];

    private static string? Source(JsonElement one) => one.TryGetProperty("source", out var source) ? source.ToString() : null;

    private static Dictionary<StandardColumn, string> Cells(JsonElement row) => row.EnumerateObject().ToDictionary(
        cell => StandardHeadings.Find(cell.Name) ?? throw new FormatException($"raw.{cell.Name} is no column of a register"), cell => cell.Value.ToString());

    private static void Ranges(VectorCase vector, IReadOnlyList<WrittenRange> got)
    {
        if (vector["expect.ranges"] is not { } expected)
            return;
        vector.Compared();
        var wanted = expected.EnumerateArray().Select(one => (Text(one, "min"), Text(one, "max"), Text(one, "unit"))).ToList();
        if (!wanted.SequenceEqual(got.Select(one => ((string?)one.Minimum, (string?)one.Maximum, one.Unit))))
            vector.Differs("expect.ranges", expected.GetRawText(), string.Join("; ", got));
    }

    private static string? Text(JsonElement range, string name) => range.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    /// <summary>Their names are advisory and their order is no part of the file; each must be there, and no other.</summary>
    private static void Warnings(VectorCase vector, ImportedStandard cleaned)
    {
        if (vector["warnings"] is not { } expected)
            return;
        vector.Compared();
        var wanted = expected.EnumerateArray().Select(one => one.ToString()).Order(StringComparer.Ordinal).ToList();
        var got = cleaned.Remarks.Select(remark => remark.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        if (!wanted.SequenceEqual(got))
            vector.Differs("warnings", string.Join(' ', wanted), string.Join(' ', got));
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("^in_force_on_[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex InForce();
}
