using Metrology.Core.Files;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>JSON members → records of a procedure; what the values mean together is the matter of <see cref="ProcedureCheck"/>.</summary>
internal static class ProcedureReader
{
    public static Procedure Read(JsonCursor file) => file.Object(root =>
    {
        root.Optional("$schema");
        var format = root.Optional("format") is { } name ? Array.IndexOf(ProcedureFormat.Names, name.AsOneOf(ProcedureFormat.Names)) + 1 : ProcedureFormat.First;
        var units = root.Optional("units") is { } own ? UnitFile.ReadOwn(own) : UnitTable.Empty;
        return new Procedure
        {
            Format = format,
            Code = root.Text("code"),
            Edition = root.Text("edition"),
            Part = root.Optional("part")?.AsText(),
            Revision = root.Required("revision", revision => revision.AsCount(), 1),
            Title = root.Bilingual("title"),
            StatedPurpose = root.Optional("purpose")?.AsChoice<ProcedurePurpose>(),
            InForceFrom = root.RequiredOrNull("inForceFrom")?.AsDate(),
            InForceUntil = root.Optional("inForceUntil")?.AsDate(),
            Sources = root.Required("sources", sources => sources.List(Source), []),
            Missing = root.Optional("missing")?.List(text => text.AsBilingual()) ?? [],
            OwnUnits = units,
            OwnMeasurands = root.Optional("measurands") is { } measurands ? MeasurandReader.Read(measurands, Measurands.Common, symbol => Units.Find(symbol) ?? units.Find(symbol)) : [],
            Nameplate = root.Required("nameplate", fields => fields.List(NameplateField), []),
            Environment = root.Required("environment", conditions => conditions.List(Condition), []),
            References = root.Required("references", references => references.List(Reference), []),
            Equipment = root.Optional("equipment")?.List(Equipment) ?? [],
            Items = root.Required("items", items => items.List(item => ItemReader.Read(item, format)), []),
            PeriodMonths = root.Required(
                "periodMonths", period => period.AsFactOrUnknown<int?>(months => months.AsCount()), new(null, false, "")),
            ValidUntil = root.Required(
                "validUntil", rule => rule.AsFact(choice => choice.AsChoice<ValidUntilRule>(), ValidUntilRule.DayBefore), new(ValidUntilRule.DayBefore, false, "")),
            Layout = root.Optional("layout") is { } layout ? Layout(layout) : ProcedureLayout.Usual with { Confirmed = format == ProcedureFormat.First },
        };
    });

    private static Source Source(JsonCursor at) => at.Object(source => new Source(source.Text("id"), source.Text("text"), source.Text("confidence")));

    private static NameplateField NameplateField(JsonCursor at) => at.Object(field => new NameplateField(
        field.Text("id"),
        field.Bilingual("label"),
        field.Text("kind"),
        field.Optional("unit")?.AsText(),
        field.Optional("choices")?.List(choice => choice.AsText()) ?? [],
        field.Optional("optional")?.AsFlag() ?? false));

    private static EnvironmentCondition Condition(JsonCursor at) => at.Object(condition => new EnvironmentCondition(
        condition.Text("id"),
        condition.Bilingual("label"),
        condition.Text("measurand"),
        condition.Text("unit"),
        condition.Optional("minimum")?.AsDecimal(),
        condition.Optional("maximum")?.AsDecimal(),
        condition.Confirmed(),
        condition.Text("source")));

    private static ReferenceRequirement Reference(JsonCursor at) => at.Object(reference => new ReferenceRequirement(
        reference.Text("role"),
        reference.Text("measurand"),
        reference.Required("limitDividedByU", count => count.AsCount(), 1),
        reference.Confirmed(),
        reference.Text("source")));

    private static EquipmentRequirement Equipment(JsonCursor at) => at.Object(equipment => new EquipmentRequirement(
        equipment.Text("id"), equipment.Bilingual("label"), equipment.Bilingual("requirement"), equipment.Confirmed(), equipment.Text("source")));

    private static ProcedureLayout Layout(JsonCursor at) => at.Object(layout => new ProcedureLayout(
        layout.Optional("record")?.List(RecordTable) ?? [],
        layout.Optional("showsReadings")?.AsFlag() ?? true,
        layout.Optional("showsUncertainty")?.AsFlag() ?? true,
        layout.Optional("notes")?.List(note => note.AsBilingual()) ?? [],
        layout.Confirmed(),
        layout.Text("source")));

    private static RecordTable RecordTable(JsonCursor at) => at.Object(table => new RecordTable(
        table.Text("item"), table.Required("columns", columns => columns.List(column => column.AsText()), [])));
}
