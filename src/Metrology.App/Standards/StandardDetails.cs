using Metrology.Core.Registers;

namespace Metrology.App.Standards;

/// <summary>The six boxes 计量标准类别 of the application form.</summary>
public enum StandardCategory
{
    /// <summary>社会公用</summary>
    Public,

    /// <summary>（社会公用）计量授权</summary>
    PublicAuthorised,

    /// <summary>部门最高</summary>
    Department,

    /// <summary>（部门）计量授权</summary>
    DepartmentAuthorised,

    /// <summary>企事业最高</summary>
    Enterprise,

    /// <summary>（企事业）计量授权</summary>
    EnterpriseAuthorised,
}

public enum StandardRank
{
    /// <summary>最高计量标准</summary>
    Highest,

    /// <summary>次级计量标准</summary>
    Secondary,
}

/// <summary>A kind of instrument that the standard verifies or calibrates, and by which regulation.</summary>
public sealed record StandardScope(string Instrument, string Procedure);

/// <summary>A person of the standard (JJF 1033 4.4): who answers for it, and who is competent to work with it.</summary>
/// <param name="Proof">Certificate or record of the competence.</param>
public sealed record StandardPerson(string Name, string Proof, bool IsResponsible);

/// <summary>What a register may say of a standard beside its names and dates.</summary>
public sealed record StandardDetails(
    StandardCategory? Category, StandardRank? Rank, string? Institution, decimal? OriginalValue, int? IntermediateCheckMonths,
    IReadOnlyList<StandardParameter> Parameters, IReadOnlyList<StandardScope> Scopes, IReadOnlyList<StandardPerson> People)
{
    public static StandardDetails Of(MeasurementStandard standard) => new(
        standard.Category, standard.Rank, standard.Institution, standard.OriginalValue, standard.IntermediateCheckMonths, standard.Parameters, standard.Scopes, standard.People);

    /// <summary>As a program may send it, with nothing where a text or a line should be: empty ones in their place, which the rules then name.</summary>
    public StandardDetails Filled() => this with
    {
        Parameters = [.. (Parameters ?? []).Select(one => (one ?? new("", null, null, "", AccuracyKind.Uncertainty, "", "", null)) is var line ? line with { Quantity = line.Quantity ?? "", Unit = line.Unit ?? "", Accuracy = line.Accuracy ?? "", AccuracyUnit = line.AccuracyUnit ?? "" } : null!)],
        Scopes = [.. (Scopes ?? []).Select(one => new StandardScope(one?.Instrument ?? "", one?.Procedure ?? ""))],
        People = [.. (People ?? []).Select(one => new StandardPerson(one?.Name ?? "", one?.Proof ?? "", one?.IsResponsible == true))],
    };

    internal void WriteTo(MeasurementStandard standard)
    {
        (standard.Category, standard.Rank) = (Category, Rank);
        standard.Institution = string.IsNullOrWhiteSpace(Institution) ? null : Institution.Trim();
        (standard.OriginalValue, standard.IntermediateCheckMonths) = (OriginalValue, IntermediateCheckMonths);
        (standard.Parameters, standard.Scopes, standard.People) = ([.. Parameters], [.. Scopes], [.. People]);
    }
}
