using Metrology.Core.Words;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Reading;

namespace Metrology.App.Equipment.Foreign;

/// <summary>A digital certificate as read → what a person confirms of it.</summary>
internal static class ForeignReading
{
    private const string Watermark = "watermark-";

    /// <summary>Hash, media type and signatures are those of the file, and not known here.</summary>
    public static ForeignCertificate Of(ReadDcc dcc) => new()
    {
        Hash = "",
        MediaType = "",
        Signatures = [],
        SchemaVersion = dcc.SchemaVersion,
        Number = dcc.UniqueIdentifier,
        Issuer = dcc.Laboratory.Both,
        Customer = dcc.Customer.Both,
        Item = dcc.Items[0].Name.Both,
        Manufacturer = dcc.Items[0].Manufacturer,
        Model = dcc.Items[0].Model,
        Identifications = [.. dcc.Items.SelectMany(item => item.Identifications).Select(one => one.Value).Where(value => value.Length > 0)],
        IssuedOn = dcc.IssuedOn ?? dcc.EndedOn,
        PerformedOn = dcc.EndedOn,
        ValidUntil = dcc.ValidUntil,
        Replaces = dcc.Replaces?.Number,
        Marks = [.. dcc.Statements.Where(IsMark).Select(one => one.Name.Both)],
        Statements = [.. dcc.Statements.Where(one => !IsMark(one) && !one.Declaration.IsEmpty).Select(one => new ForeignStatement(one.Name.Both, one.Declaration.Both))],
        Quantities = Quantities(dcc.Values),
        NotRead = dcc.NotRead,
    };

    private static bool IsMark(ReadStatement one) => one.Id?.StartsWith(Watermark, StringComparison.Ordinal) == true;

    /// <summary>A list is one quantity, and so are single values of the same name that follow each other.</summary>
    private static List<ForeignQuantity> Quantities(IReadOnlyList<ReadValue> values)
    {
        var quantities = new List<ForeignQuantity>();
        string? before = null;
        foreach (var value in values)
        {
            var key = string.Join('\n', value.Within.Append(value.Name).Select(text => text.In(Language.En)).Append(value.RefType).Append(value.Unit.Notation).Append(value.Unit.NonSi));
            var read = new ForeignValue(value.Digits, Expanded(value.Uncertainty), value.Uncertainty is { } stated ? Factor(stated) : null);
            if (key == before)
                ((List<ForeignValue>)quantities[^1].Values).Add(read);
            else
                quantities.Add(new(value.Name.Both, [.. value.Within.Where(text => !text.IsEmpty).Select(text => text.Both)], value.RefType, DsiUnits.Symbol(value.Unit), DsiUnits.Find(value.Unit) is not null, new List<ForeignValue> { read }));
            before = key;
        }

        return quantities;
    }

    private static decimal? Expanded(ReadUncertainty? stated) => DecimalOf(stated?.Digits);

    /// <summary>A standard uncertainty is one with k = 1.</summary>
    private static decimal? Factor(ReadUncertainty stated) => stated.Kind == UncertaintyKind.Expanded ? DecimalOf(stated.CoverageFactor) : 1m;

    private static decimal? DecimalOf(string? digits) =>
        decimal.TryParse(digits, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;
}
