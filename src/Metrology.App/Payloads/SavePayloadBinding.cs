using Metrology.App.Laboratory;
using Metrology.App.Stations;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Payloads;

/// <summary>Binds a topic to an instrument of the register and the mapping by which its payloads are read, changes a binding, and ends one.</summary>
public sealed class SavePayloadBinding(Store store, IPayloadListener listener, TimeProvider clock)
{
    /// <summary>A day, in seconds.</summary>
    public const int MostAge = 86_400;

    /// <param name="Id">Null makes a new one.</param>
    /// <param name="GreatestAge">Seconds.</param>
    /// <param name="Version">The version that was edited; null changes whatever is there.</param>
    public sealed record Request(int? Id, string Topic, int EquipmentId, string Client, string Mapping, string Values, string Zone, int GreatestAge, int? Version = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request typed, CancellationToken cancellation) => ChangeAsync(actor, async db =>
    {
        var request = typed with { Topic = typed.Topic.Trim(), Client = typed.Client.Trim(), Zone = typed.Zone.Trim(), Values = typed.Values.ReplaceLineEndings("\n").Trim() };
        var binding = request.Id is { } id ? await db.PayloadBindings.FindAsync([id], cancellation) : new() { Topic = "", Client = "", Mapping = "" };
        if (binding is null)
            return PayloadErrors.NotFound;
        if (request.Version is { } edited && edited != binding.Version)
            return StorageErrors.MovedOn;
        if ((Said(request) ?? listener.WhyNot(request)) is { } refusal)
            return refusal;
        if (await StationQueries.OwnerOfAsync(db, request.Client, cancellation) is { } station)
            return StationErrors.NameReserved(station, request.Client, nameof(request.Client));
        if ((await db.Benches.Where(row => row.ClosedAt == null).SelectMany(row => row.Parts).Select(part => part.Link).ToListAsync(cancellation)).Contains($"mqtt:{request.Client}"))
            return PayloadErrors.ClientOfBench(request.Client);
        if (request.Id is not null && binding.EquipmentId != request.EquipmentId)
            return PayloadErrors.EquipmentFixed;
        if (!await db.Equipment.AnyAsync(row => row.Id == request.EquipmentId, cancellation))
            return PayloadErrors.UnknownEquipment;
        if (binding.ClosedAt is null && await OverlapAsync(db, request.Id, request.Topic, cancellation) is { } taken)
            return taken;
        if (request.Id is null)
            db.Add(binding);
        (binding.Topic, binding.EquipmentId, binding.Client, binding.Mapping) = (request.Topic, request.EquipmentId, request.Client, request.Mapping);
        (binding.Values, binding.Zone, binding.GreatestAge) = (request.Values, request.Zone, request.GreatestAge);
        await db.SaveChangesAsync(cancellation);
        return binding.Id;
    }, cancellation);

    public Task<Outcome<int>> CloseAsync(Actor actor, int id, string? reason, CancellationToken cancellation) => ChangeAsync(actor.Saying(reason), async db =>
    {
        if (string.IsNullOrWhiteSpace(reason))
            return PayloadErrors.NoReason;
        if (await db.PayloadBindings.FindAsync([id], cancellation) is not { } binding)
            return PayloadErrors.NotFound;
        if (binding.ClosedAt is not null)
            return PayloadErrors.AlreadyClosed;
        binding.ClosedAt = clock.GetUtcNow();
        return id;
    }, cancellation);

    public Task<Outcome<int>> ReopenAsync(Actor actor, int id, CancellationToken cancellation) => ChangeAsync(actor, async db =>
    {
        if (await db.PayloadBindings.FindAsync([id], cancellation) is not { } binding)
            return PayloadErrors.NotFound;
        if (binding.ClosedAt is null)
            return PayloadErrors.NotClosed;
        if (await OverlapAsync(db, id, binding.Topic, cancellation) is { } taken)
            return taken with { Field = null };
        binding.ClosedAt = null;
        return id;
    }, cancellation);

    private async Task<Outcome<int>> ChangeAsync(Actor actor, Func<MetrologyDb, Task<Outcome<int>>> change, CancellationToken cancellation)
    {
        var changed = await store.WriteAsync<int>(actor, async db => actor.Deny(Permission.EditBenches) is { } denied ? denied : await change(db), cancellation);
        if (!changed.IsRefused)
            listener.Listen(await store.ReadAsync(db => PayloadQueries.InForce(db).ToListAsync(cancellation), cancellation));
        return changed;
    }

    private static Refusal? Said(Request request) =>
        Validation.Required((nameof(request.Topic), request.Topic), (nameof(request.Client), request.Client), (nameof(request.Mapping), request.Mapping))
        ?? (TopicFilter.IsOfDevice(request.Topic) ? null : PayloadErrors.TopicForm)
        ?? (request.GreatestAge is > 0 and <= MostAge ? null : PayloadErrors.Age);

    private static async Task<Refusal?> OverlapAsync(MetrologyDb db, int? id, string topic, CancellationToken cancellation) =>
        (await PayloadQueries.InForce(db).Where(row => row.Id != id).ToListAsync(cancellation)).FirstOrDefault(row => TopicFilter.Overlap(row.Topic, topic)) is { } other
            ? PayloadErrors.Overlaps(other.Topic)
            : null;
}
