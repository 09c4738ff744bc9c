using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Planning.Things;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.CountedThings;

/// <summary>Enters a row of evidence or changes it. A change is kept with its reason; nothing is ever removed, what was wrong is made void.</summary>
public sealed class SaveCountedThing(Store store, TimeProvider clock)
{
    /// <param name="Id">Null enters a new one.</param>
    /// <param name="Kind">Of a new one; one that is there keeps its kind.</param>
    public sealed record Request(
        int? Id, ThingKind Kind, string Name, string? Code, string? District, DateOnly? From, DateOnly? Until, string? Definition, decimal? Numerator, decimal? Denominator,
        string Source, bool IsVoid = false, int? Version = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            var row = request.Id is { } id
                ? await db.CountedThings.FirstOrDefaultAsync(one => one.Id == id, cancellation)
                : RowOf(request, actor, clock.GetUtcNow(), await db.Institutions.AnyAsync(one => one.IsDemonstration, cancellation));
            if (row is null)
                return CountedThingErrors.NotFound;
            if (request.Version is { } edited && edited != row.Version)
                return StorageErrors.MovedOn;
            if (Problems(request with { Kind = row.Kind }).FirstOrDefault() is { } wrong)
                return wrong;
            if (request.Id is null)
                db.Add(row);
            Write(request, row);
            await db.SaveChangesAsync(cancellation);
            return row.Id;
        }, cancellation);

    /// <summary>A new row of a request that nothing is wrong with.</summary>
    /// <param name="actor">Null where the row is only compared.</param>
    internal static CountedThingRow RowOf(Request request, Actor? actor, DateTimeOffset at, bool isDemonstration)
    {
        var row = new CountedThingRow { Kind = request.Kind, Name = "", Source = "", EnteredBy = actor?.Name ?? "", EnteredAt = at, IsDemonstration = isDemonstration };
        Write(request, row);
        return row;
    }

    private static void Write(Request request, CountedThingRow row)
    {
        (row.Name, row.Code, row.District, row.Source) = (request.Name.Trim(), Kept(request.Code), Kept(request.District), request.Source.Trim());
        (row.From, row.Until, row.IsVoid) = (request.From, ThingFacts.Of(row.Kind).IsEvent ? null : request.Until, request.IsVoid);
        var isRate = row.Kind == ThingKind.CoverageRate;
        (row.Definition, row.Numerator, row.Denominator) = isRate ? (Kept(request.Definition), request.Numerator, request.Denominator) : (null, null, null);
    }

    /// <summary>Everything that is wrong with the request by itself.</summary>
    public static IEnumerable<Refusal> Problems(Request request)
    {
        var facts = ThingFacts.Of(request.Kind);
        foreach (var missing in Validation.EachRequired((nameof(request.Name), request.Name), (nameof(request.Source), request.Source)))
            yield return missing;
        if (Validation.Optional((nameof(request.District), request.District), (nameof(request.Definition), request.Definition)) is { } wrong)
            yield return wrong;
        if (request.Code is { Length: > CountedThingRow.LongestCode })
            yield return CountedThingErrors.CodeTooLong;
        else if (Validation.Optional((nameof(request.Code), request.Code)) is { } code)
            yield return code;
        if (facts.NeedsCode && Kept(request.Code) is null)
            yield return CountedThingErrors.NoCode;
        foreach (var day in Validation.EachPlausible((nameof(request.From), request.From), (nameof(request.Until), request.Until)))
            yield return day;
        if (!facts.IsEvent && Validation.InOrder(nameof(request.Until), request.From, request.Until) is { } reversed)
            yield return reversed;
        if (request.Kind != ThingKind.CoverageRate)
            yield break;
        if (Kept(request.Definition) is null)
            yield return CountedThingErrors.NoDefinition;
        if (request.From is null)
            yield return CountedThingErrors.RateWithoutDay;
        if (request.Numerator is not >= 0 || request.Denominator is not > 0 || request.Numerator > request.Denominator)
            yield return CountedThingErrors.NoShare;
    }

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public static class CountedThingErrors
{
    public static readonly Refusal NotFound = Refusal.Of("counted-thing.not-found", "没有这一行。请从列表重新打开。", "There is no such row. Open it again from the list.");

    public static readonly Refusal NoKind = new("counted-thing.no-kind", new("请选择类别。", "Choose a kind."), "Kind");

    public static readonly Refusal NoCode = new(
        "counted-thing.no-code", new("人员可能同名，请填写注册编号；不要填写身份证号。", "Two persons may have one name: write the number of the registration, and no identity number."), "Code");

    public static readonly Refusal CodeTooLong = new(
        "input.too-long", new($"最多 {CountedThingRow.LongestCode} 个字符，请缩短。", $"At most {CountedThingRow.LongestCode} characters; shorten it."), "Code");

    public static readonly Refusal NoDefinition = new(
        "counted-thing.no-definition", new("请写明分子、分母各是什么，例如：检定的强检计量器具数 ÷ 登记的强检计量器具数。", "Say what is divided by what, for example instruments verified ÷ instruments registered."), "Definition");

    public static readonly Refusal RateWithoutDay = new("counted-thing.rate-without-day", new("请写明是哪一天的数。", "Say of which day the numbers are."), "From");

    public static readonly Refusal NoShare = new(
        "counted-thing.no-share", new("分母须大于 0，分子不小于 0 且不大于分母。", "The denominator is above 0, and the numerator neither negative nor above it."), "Numerator");
}
