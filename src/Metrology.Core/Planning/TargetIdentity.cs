using Metrology.Core.Planning.Things;

namespace Metrology.Core.Planning;

/// <summary>When two entries are the same target under two ids.</summary>
public static class TargetIdentity
{
    /// <summary>One sentence of one document, with one number of one thing in one scope by one day. One sentence may state several numbers, and one number of several things.</summary>
    public static string Of(Target target) => string.Join('\n', new[]
    {
        target.Place, target.Document, target.Quote, target.Range is { } range ? $"{range.Min}-{range.Max}" : target.Number, target.Unit, target.Scope, target.Due.Text,
        target.Due.DefaultDate?.DayNumber.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }.Select(part => ThingIdentity.Plain(part ?? "")));
}
