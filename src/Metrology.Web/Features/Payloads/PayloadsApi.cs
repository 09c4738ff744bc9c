using Metrology.App.Laboratory;
using Metrology.App.Payloads;
using Metrology.App.Stations;
using Metrology.Station.Ingest;
using Metrology.Web.Features.Benches;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Payloads;

/// <summary>The bindings for programs, with what their devices said last.</summary>
internal static class PayloadsApi
{
    private const string Path = "/payloads";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, async (PayloadQueries bindings, PayloadIntake intake, Words t, CancellationToken cancellation) =>
            Results.Ok((await bindings.AllAsync(cancellation)).Select(binding => PayloadAnswer.Of(new(binding, intake.Heard(binding.Id)), t)))).Produces<IEnumerable<PayloadAnswer>>().Needs(Permission.SeeRegistry);
        api.MapGet(Path + "/{id:int}", async (int id, PayloadQueries bindings, PayloadIntake intake, Words t, CancellationToken cancellation) =>
            await bindings.FindAsync(id, cancellation) is { } binding ? Results.Ok(PayloadAnswer.Of(new(binding, intake.Heard(id)), t)) : ErrorPages.Problem(PayloadErrors.NotFound, t.Language)).Produces<PayloadAnswer>().Needs(Permission.SeeRegistry);
        api.MapPost(Path, (PayloadBody body, SavePayloadBinding save, CurrentActor me, Words t, CancellationToken cancellation) => SaveAsync(null, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditBenches);
        api.MapPut(Path + "/{id:int}", (int id, PayloadBody body, SavePayloadBinding save, CurrentActor me, Words t, CancellationToken cancellation) => SaveAsync(id, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditBenches);
        api.MapPost(Path + "/{id:int}/close", async (int id, CloseBody body, SavePayloadBinding save, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await save.CloseAsync(me.Required, id, body.Reason, cancellation)).Answer(nameof(body.Reason), t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditBenches);
        api.MapPost(Path + "/{id:int}/reopen", async (int id, CloseBody body, SavePayloadBinding save, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await save.ReopenAsync(me.Required.Saying(body.Reason), id, cancellation)).Answer(nameof(body.Reason), t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditBenches);
        api.MapPost(Path + "/{id:int}/key", async (int id, PayloadQueries bindings, StationQueries stations, GatewayKeys keys, Words t, CancellationToken cancellation) =>
            await bindings.FindAsync(id, cancellation) is { } binding
                ? await stations.OwnerOfAsync(binding.Client, cancellation) is { } station ? ErrorPages.Problem(StationErrors.NameReserved(station, binding.Client, null), t.Language) : Results.Ok(new DrawnKey(binding.Client, keys.Draw(binding.Client)))
                : ErrorPages.Problem(PayloadErrors.NotFound, t.Language)).Produces<DrawnKey>().Needs(Permission.EditBenches).Signs(SignatureMeaning.Access).ShowsOnce();
    }

    private static async Task<IResult> SaveAsync(int? id, PayloadBody body, SavePayloadBinding save, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await save.ExecuteAsync(me.Required.Saying(body.Because), body.Request(id), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));
}

/// <param name="Topic">Filter of MQTT.</param>
/// <param name="GreatestAge">Seconds; 60 where it is not said.</param>
public sealed record PayloadBody(
    string? Topic, int EquipmentId, string? Client, string? Mapping, string? Values = null, string? Zone = null, int GreatestAge = 60, int? Version = null, string? Because = null)
{
    internal SavePayloadBinding.Request Request(int? id) => new(id, Topic ?? "", EquipmentId, Client ?? "", Mapping ?? "", Values ?? "", Zone ?? "", GreatestAge, Version);
}

/// <param name="Heard">Since the server started; null while the binding is not in force.</param>
public sealed record PayloadAnswer(
    int Id, string Topic, int EquipmentId, string Client, string Mapping, string Values, string Zone, int GreatestAge, DateTimeOffset? ClosedAt, int Version, PayloadAnswer.Counts? Heard)
{
    /// <param name="Measured">Messages with a time of the device and nothing against them.</param>
    /// <param name="Monitored">Kept, and no measurement.</param>
    public sealed record Counts(long Measured, long Monitored, long Duplicates, long Silent, IReadOnlyDictionary<string, long> Refusals, IReadOnlyList<Said> Last);

    /// <param name="Use">"measurement", "monitored", "nothing" or "refused".</param>
    /// <param name="Code">Why it was refused.</param>
    public sealed record Said(
        string Topic, DateTimeOffset ReceivedAt, string Payload, string? Device, string? Time, IReadOnlyList<Value> Readings, IReadOnlyList<string> Flags, string Use, string? Code, string? Detail);

    /// <param name="Resolution">In the same unit; null when the digits do not say it.</param>
    public sealed record Value(string Quantity, string Channel, string Text, string Unit, string? Resolution);

    internal static PayloadAnswer Of(PayloadRow row, Words t) => new(
        row.Binding.Id, row.Binding.Topic, row.Binding.EquipmentId, row.Binding.Client, row.Binding.Mapping, row.Binding.Values, row.Binding.Zone, row.Binding.GreatestAge, row.Binding.ClosedAt, row.Binding.Version,
        row.Heard is { } heard ? new(heard.Measured, heard.Monitored, heard.Duplicates, heard.Silent, heard.Refusals, [.. heard.Last.Select(said => Of(said, t))]) : null);

    private static Said Of(PayloadSaid said, Words t) => new(
        said.Topic, said.ReceivedAt, said.Text, said.Result.Device, said.Result.Time.UtcText, [.. said.Result.Readings.Select(one => new Value(one.Quantity, one.Channel, one.Text, one.Unit, one.Resolution))],
        said.Result.Flags, said.Use.ToString().ToLowerInvariant(), said.Refusal?.Code, said.Refusal is { } refusal ? t[refusal.Text] : null);
}
