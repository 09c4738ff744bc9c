using System.Text.RegularExpressions;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>Registers a bench or changes it: what it verifies, its instruments, and how each is reached.</summary>
public sealed partial class SaveBench(Store store, ProcedureLibrary library, IBenchReach reach)
{
    /// <param name="Id">Null registers a new one.</param>
    /// <param name="Procedures">Designations that it serves; empty means any.</param>
    /// <param name="Version">The version that was edited; null changes whatever is there.</param>
    public sealed record Request(
        int? Id, string Code, string NameZh, string NameEn, string Place, IReadOnlyList<string> Procedures, bool IsSimulated, IReadOnlyList<Part> Parts, int? Version = null);

    /// <param name="EquipmentId">Which of the register it is; required for the reference.</param>
    public sealed record Part(BenchRole Role, WayToInstrument Way, int? EquipmentId);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditBenches) is { } denied)
                return denied;
            var bench = request.Id is { } id
                ? await db.Benches.Include(row => row.Parts).FirstOrDefaultAsync(row => row.Id == id, cancellation)
                : new() { Code = "", NameZh = "", NameEn = "" };
            if (bench is null)
                return BenchErrors.NotFound;
            if (request.Id is not null && await UsableBenches.WrongAsync(db, bench, cancellation) is { } unusable)
                return unusable;
            if (request.Version is { } edited && edited != bench.Version)
                return StorageErrors.MovedOn;
            if (bench.LeasedBy is not null)
                return BenchErrors.InUse;
            if ((Said(request) ?? await RegisteredAsync(db, request, cancellation) ?? Wired(request)) is { } refusal)
                return refusal;
            var equipment = await EquipmentAsync(db, request, cancellation);
            if (Reachable(request, equipment) is { } unreachable)
                return unreachable;
            if (await StationsAsync(db, bench, request, cancellation) is { } noStation)
                return noStation;
            if (request.Id is not null && await FixedAsync(db, bench, request, cancellation) is { } stays)
                return stays;
            if (!request.IsSimulated && request.Parts.FirstOrDefault(part => part.EquipmentId is { } own && equipment[own].IsSimulated) is { } played)
                return BenchErrors.SimulatedEquipment(played.Role);
            if (request.Id is null)
                db.Add(bench);
            else
                db.Entry(bench).State = EntityState.Modified; // a change of a part alone is a change of the bench, too
            Fill(bench, request);
            await db.SaveChangesAsync(cancellation);
            return bench.Id;
        }, cancellation);

    private static Refusal? Said(Request request) =>
        Validation.Required((nameof(request.Code), request.Code), (nameof(request.NameZh), request.NameZh), (nameof(request.NameEn), request.NameEn))
        ?? Validation.Optional((nameof(request.Place), request.Place))
        ?? (CodeForm().IsMatch(request.Code.Trim()) ? null : BenchErrors.CodeForm)
        ?? (ReferenceOf(request) is null ? BenchErrors.NoReference : null);

    private async Task<Refusal?> RegisteredAsync(MetrologyDb db, Request request, CancellationToken cancellation)
    {
        var code = request.Code.Trim();
        if (await db.Benches.AnyAsync(row => row.Code == code && row.Id != request.Id, cancellation))
            return BenchErrors.CodeTaken;
        foreach (var designation in request.Procedures)
        {
            if (await library.CurrentAsync(db, designation, cancellation) is null)
                return BenchErrors.UnknownProcedure(designation);
        }

        foreach (var part in request.Parts)
        {
            if (part.Role.IsOfUnit() && part.EquipmentId is not null)
                return BenchErrors.UnitIsNotEquipment(part.Role);
            if (part.EquipmentId is { } id && !await db.Equipment.AnyAsync(row => row.Id == id, cancellation))
                return BenchErrors.UnknownEquipment(part.Role);
        }

        return null;
    }

    /// <summary>All three that a run drives are linked, or none; and no two are the same.</summary>
    private static Refusal? Wired(Request request)
    {
        BenchRole[] driven = [BenchRole.Reference, BenchRole.Unit, BenchRole.Load];
        var linked = request.Parts.Where(part => part.Way.Protocol != BenchPart.ByHand).ToList();
        var missing = driven.Where(role => linked.TrueForAll(part => part.Role != role)).ToList();
        if (missing.Count > 0 && missing.Count < driven.Length)
            return BenchErrors.MissingWay(missing[0]);
        return linked.Where(part => part.Way.Link.Length > 0).GroupBy(part => (part.Way.Link, part.Way.Address)).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? BenchErrors.SameWay(twice.Last().Role)
            : null;
    }

    private static async Task<Dictionary<int, EquipmentItem>> EquipmentAsync(MetrologyDb db, Request request, CancellationToken cancellation)
    {
        var ids = request.Parts.Select(part => part.EquipmentId).OfType<int>().ToArray();
        return await db.Equipment.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
    }

    private Refusal? Reachable(Request request, Dictionary<int, EquipmentItem> equipment) => request.Parts
        .Select(part => reach.WhyNot(part.Role, part.Way, part.EquipmentId is { } id ? equipment[id] : null) is { } refusal
            ? refusal with { Field = $"{part.Role}.{refusal.Field}" }
            : null)
        .FirstOrDefault(refusal => refusal is not null) ?? reach.WhyNotTogether(request.Parts.GroupBy(part => part.Role).ToDictionary(same => same.Key, same => same.Last().Way.Protocol));

    /// <summary>A port of a station can be wired while the station is off, but not one of a station that there is not, or that was revoked. A way that stands is not asked again.</summary>
    private async Task<Refusal?> StationsAsync(MetrologyDb db, Bench bench, Request request, CancellationToken cancellation)
    {
        foreach (var part in request.Parts)
        {
            if (part.Way.Link == bench[part.Role]?.Link || reach.StationOf(part.Way.Link) is not { } station)
                continue;
            var rows = await db.Stations.Where(row => row.Name == station).Select(row => row.RevokedAt).ToListAsync(cancellation);
            if (!rows.Contains(null))
                return rows.Count == 0 ? BenchErrors.NoStation(part.Role, station) : BenchErrors.StationRevoked(part.Role, station);
        }

        return null;
    }

    /// <summary>What records already rest on.</summary>
    private static async Task<Refusal?> FixedAsync(MetrologyDb db, Bench bench, Request request, CancellationToken cancellation)
    {
        var isOther = (Code: bench.Code != request.Code.Trim(), Reference: bench.ReferenceId != ReferenceOf(request), Simulated: bench.IsSimulated != request.IsSimulated);
        if (isOther is (false, false, false) || !await db.Verifications.AnyAsync(row => row.BenchId == bench.Id, cancellation))
            return null;
        return isOther.Code ? BenchErrors.CodeFixed : BenchErrors.Fixed(isOther.Reference ? "Reference.EquipmentId" : nameof(request.IsSimulated));
    }

    private static void Fill(Bench bench, Request request)
    {
        bench.Code = request.Code.Trim();
        bench.NameZh = request.NameZh.Trim();
        bench.NameEn = request.NameEn.Trim();
        bench.Place = request.Place.Trim();
        bench.Procedures = [.. request.Procedures.Distinct().Order(StringComparer.Ordinal)];
        bench.ReferenceId = ReferenceOf(request)!.Value;
        bench.IsSimulated = request.IsSimulated;
        bench.Parts.RemoveAll(part => request.Parts.All(asked => asked.Role != part.Role));
        foreach (var asked in request.Parts)
        {
            if (bench[asked.Role] is not { } part)
                bench.Parts.Add(part = new() { Role = asked.Role, Protocol = "" });
            (part.Protocol, part.Link, part.Address, part.IsKnownByPlate) = asked.Way;
            part.EquipmentId = asked.Role == BenchRole.Reference ? null : asked.EquipmentId;
        }
    }

    private static int? ReferenceOf(Request request) => request.Parts.FirstOrDefault(part => part.Role == BenchRole.Reference)?.EquipmentId;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex CodeForm();
}
