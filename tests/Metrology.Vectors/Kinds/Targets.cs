using System.Text;
using System.Text.Json;
using Metrology.App.Targets;
using Metrology.Core.Planning;

namespace Metrology.Vectors.Kinds;

/// <summary>
/// A case is an entry as the product stores it. The product reads it strictly, against its own quote, and what it writes again must be the case, field by
/// field.
/// </summary>
public sealed class Targets : VectorKind
{
    private static readonly string[] Descriptive = ["origin", "title", "trap", "note", "description", "source"];

    public override string Name => "targets";

    public override void Run(VectorCase vector)
    {
        // A companion figure has its source as a fact.
        var passedOver = vector.Text("kind") == "companion-figure" ? Descriptive[..^1] : Descriptive;
        var entry = TargetFile.Read(Encoding.UTF8.GetBytes(vector.JsonWithout(passedOver)));
        if (entry.IsRefused)
        {
            vector.Differs(entry.Refusal!.Field ?? "entry", "an entry that the target reader takes", entry.Refusal.Text.En);
            return;
        }

        using var written = JsonDocument.Parse(TargetFile.Write(entry.Value));
        foreach (var field in vector.Fields.Except(passedOver))
        {
            var expected = vector[field]!.Value;
            vector.Compared();
            if (!written.RootElement.TryGetProperty(field, out var got) || !JsonElement.DeepEquals(expected, got))
                vector.Differs(field, expected.GetRawText(), got.ValueKind == JsonValueKind.Undefined ? "nothing" : got.GetRawText());
        }

        foreach (var field in written.RootElement.EnumerateObject().Where(field => !vector.Fields.Contains(field.Name)))
            vector.Differs(field.Name, "nothing", field.Value.GetRawText());
        CompareWithShipped(vector, entry.Value, passedOver);
        if (entry.Value is not Target target || target.Due.Text is null || DueDate.Of(target.Due.Text) is not { } due)
            return;
        vector.Expect("due.default_date", due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>An entry that the product ships says the same there, field by field: what only echoes would agree with any digit.</summary>
    private static void CompareWithShipped(VectorCase vector, PlanEntry entry, string[] passedOver)
    {
        using var shipped = JsonDocument.Parse(ImportTargets.Shipped());
        var own = shipped.RootElement.GetProperty("entries").EnumerateArray()
            .FirstOrDefault(one => one.GetProperty("id").GetString() == entry.Id
                && (one.GetProperty("place").GetString() == entry.Place || one.GetProperty("quote").GetString() == entry.Quote));
        if (own.ValueKind != JsonValueKind.Object)
            return;
        foreach (var field in vector.Fields.Except(passedOver))
        {
            var expected = vector[field]!.Value;
            if (!own.TryGetProperty(field, out var got) || !JsonElement.DeepEquals(expected, got))
                vector.Differs(field, expected.GetRawText(), got.ValueKind == JsonValueKind.Undefined ? "nothing" : got.GetRawText());
        }
    }
}
