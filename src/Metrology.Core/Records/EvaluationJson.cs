using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>
/// An evaluation as the one byte string that it has: members in a fixed order, decimals with their digits, no culture. Doubles of a budget are written with
/// <see cref="Digits"/> significant digits, so that the last bits of another machine's mathematics do not show.
/// </summary>
public static class EvaluationJson
{
    /// <summary>Significant digits of a double; a budget is good to far fewer.</summary>
    public const int Digits = 12;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="evaluation">Made in the edition of the format.</param>
    /// <param name="format">Of the record that it stands in: records of old keep their bytes.</param>
    public static byte[] Of(Evaluation evaluation, string format = RecordDocument.CurrentFormat)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Compact))
            new Writing(json, format).Write(evaluation);
        return bytes.WrittenSpan.ToArray();
    }

    private sealed class Writing(Utf8JsonWriter json, string format)
    {
        private readonly bool hasUnits = format is not (RecordDocument.FormatWithoutSources or RecordDocument.FormatWithoutUnits);
        private readonly bool saysUncovered = RecordDocument.EditionOf(format) > EvaluationEdition.PartialBudgets;
        private readonly bool saysWhyNone = RecordDocument.EditionOf(format) > EvaluationEdition.DoubtfulBudgets;

        public void Write(Evaluation evaluation)
        {
            json.WriteStartObject();
            Verdict(evaluation.Verdict);
            List("items", evaluation.Items, Item);
            List("ambient", evaluation.Ambient, Ambient);
            List("unconfirmedFacts", evaluation.UnconfirmedFacts, fact =>
            {
                json.WriteString("path", fact.Path);
                Text("text", fact.Text);
            });
            json.WriteEndObject();
        }

        private void Item(ItemResult item)
        {
            json.WriteString("item", item.Item);
            Text("title", item.Title);
            Verdict(item.Verdict);
            List("points", item.Points, Point);
            List("checks", item.Checks, check =>
            {
                json.WriteString("check", check.Check);
                Text("label", check.Label);
                if (check.Conforms is { } conforms)
                    json.WriteBoolean("conforms", conforms);
                else
                    json.WriteNull("conforms");
            });
        }

        private void Point(PointResult point)
        {
            json.WriteString("point", point.Point);
            Text("label", point.Label);
            json.WriteString("unit", point.Unit);
            List("repeats", point.Repeats, Repeat);
            Number("mean", point.Mean);
            Number("result", point.Result);
            Number("rounded", point.Rounded);
            Number("roundingInterval", point.RoundingInterval);
            Number("lower", point.Zone.Lower);
            Number("upper", point.Zone.Upper);
            json.WriteBoolean("limitPasses", point.Zone.LimitPasses);
            if (point.Budget is { } budget)
                Budget(budget);
            else
                json.WriteNull("budget");
            if (saysUncovered)
                Names("uncovered", point.Uncovered);
            if (saysWhyNone)
                Text("whyNoUncertainty", point.WhyNoUncertainty);
            Verdict(point.Verdict);
            Text("remark", point.Remark);
        }

        private void Repeat(RepeatResult repeat)
        {
            json.WriteString("step", repeat.Step.ToString());
            json.WriteNumber("attempt", repeat.Attempt);
            json.WriteStartObject("values");
            foreach (var (name, value) in repeat.Values)
                Number(name, value);
            json.WriteEndObject();
            Number("error", repeat.Error);
            Number("resolutionBound", repeat.ResolutionBound);
            json.WriteBoolean("gateIsOpen", repeat.GateIsOpen);
        }

        private void Budget(UncertaintyBudget budget)
        {
            json.WriteStartObject("budget");
            json.WriteString("unit", budget.Unit);
            List("components", budget.Components, component =>
            {
                json.WriteString("symbol", component.Symbol);
                Text("description", component.Description);
                json.WriteString("type", component.Type);
                json.WriteString("distribution", component.Distribution);
                Number("standardUncertainty", component.StandardUncertainty);
                if (hasUnits)
                    json.WriteString("unit", component.Unit);
                Number("sensitivity", component.Sensitivity);
                Number("degreesOfFreedom", component.DegreesOfFreedom);
                Number("contribution", component.Contribution);
            });
            Number("combined", budget.Combined);
            Number("effectiveDegreesOfFreedom", budget.EffectiveDegreesOfFreedom);
            Number("coverageFactor", budget.CoverageFactor);
            if (budget.CoverageProbability is { } probability)
                Number("coverageProbability", probability); // a budget of fixed k has no such member, as in records of old
            Number("expanded", budget.Expanded);
            if (saysUncovered)
            {
                List("warnings", budget.Warnings, warning =>
                {
                    json.WriteString("code", warning.Code);
                    Text("text", warning.Text);
                });
            }

            json.WriteEndObject();
        }

        private void Ambient(AmbientResult ambient)
        {
            json.WriteString("id", ambient.Id);
            Text("label", ambient.Label);
            Number("value", ambient.Value);
            json.WriteString("text", ambient.Text);
            json.WriteString("unit", ambient.Unit);
            Verdict(ambient.Verdict);
        }

        private void Verdict(Verdict verdict) => json.WriteString("verdict", KebabCase.Of(verdict));

        private void Text(string name, BilingualText? text)
        {
            if (text is null)
            {
                json.WriteNull(name);
                return;
            }

            json.WriteStartObject(name);
            json.WriteString("zh", text.Zh);
            json.WriteString("en", text.En);
            json.WriteEndObject();
        }

        private void Number(string name, decimal? value)
        {
            if (value is { } known)
                json.WriteNumber(name, known);
            else
                json.WriteNull(name);
        }

        private void Number(string name, double value)
        {
            json.WritePropertyName(name);
            var text = (value == 0 ? 0 : value).ToString(string.Create(CultureInfo.InvariantCulture, $"G{Digits}"), CultureInfo.InvariantCulture);
            if (double.IsFinite(value))
                json.WriteRawValue(text);
            else
                json.WriteStringValue(text);
        }

        private void Names(string name, IReadOnlyList<string> names)
        {
            json.WriteStartArray(name);
            foreach (var one in names)
                json.WriteStringValue(one);
            json.WriteEndArray();
        }

        private void List<T>(string name, IEnumerable<T> items, Action<T> write)
        {
            json.WriteStartArray(name);
            foreach (var item in items)
            {
                json.WriteStartObject();
                write(item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}
