using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Simulators.Room;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Simulators;

/// <summary>Played instruments for programs.</summary>
internal static class SimulatorsApi
{
    private const string Path = "/simulators";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, (SimulatorRoom room, Words t) => Results.Ok(room.Running.Select(one => SimulatorAnswer.Of(one, t)))).Produces<IEnumerable<SimulatorAnswer>>().Needs(Permission.EditBenches);
        api.MapPost(Path, async (SimulatorBody body, StartSimulator start, Words t) =>
            (await start.ExecuteAsync(body.Form())).Answer(t, one => Results.Ok(SimulatorAnswer.Of(one, t)))).Produces<SimulatorAnswer>().Needs(Permission.EditBenches);
        api.MapGet(Path + "/{name}", (string name, SimulatorRoom room, Words t) =>
            room.Find(name) is { } one ? Results.Ok(SimulatorAnswer.Of(one, t)) : ErrorPages.Problem(SimulatorRefusals.Unknown, t.Language)).Produces<SimulatorAnswer>().Needs(Permission.EditBenches);
        api.MapGet(Path + "/{name}/bytes", (string name, SimulatorRoom room, Words t) =>
            room.Find(name) is { } one ? Results.Ok(one.Bytes.Select(BytesAnswer.Of)) : ErrorPages.Problem(SimulatorRefusals.Unknown, t.Language)).Produces<IEnumerable<BytesAnswer>>().Needs(Permission.EditBenches);
        api.MapPut(Path + "/{name}/faults", async (string name, FaultsBody body, SimulatorRoom room, Words t) =>
        {
            if (room.Find(name) is not { } one)
                return ErrorPages.Problem(SimulatorRefusals.Unknown, t.Language);
            return await one.SetAsync(body.Faults()) is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Ok(SimulatorAnswer.Of(one, t));
        }).Produces<SimulatorAnswer>().Needs(Permission.EditBenches);
        api.MapPost(Path + "/{name}/plug", async (string name, PlugBody body, SimulatorRoom room, Words t) =>
        {
            if (room.Find(name) is not { } one)
                return ErrorPages.Problem(SimulatorRefusals.Unknown, t.Language);
            await (body.In ? one.PlugInAsync() : one.UnplugAsync());
            return Results.Ok(SimulatorAnswer.Of(one, t));
        }).Produces<SimulatorAnswer>().Needs(Permission.EditBenches);
        api.MapDelete(Path + "/{name}", async (string name, SimulatorRoom room, Words t) =>
            await room.StopAsync(name) ? Results.NoContent() : ErrorPages.Problem(SimulatorRefusals.Unknown, t.Language)).Produces(StatusCodes.Status204NoContent).Needs(Permission.EditBenches);
    }
}

/// <param name="Link">As a bench is wired with it.</param>
/// <param name="FaultsOfKind">Those that it can have.</param>
/// <param name="ClockAhead">What its clock has gained, s; it stays when the drift is taken away.</param>
public sealed record SimulatorAnswer(
    string Name, string Kind, string KindName, string Protocol, string Link, string Manufacturer, string Model, string SerialNumber, string Address, DateTimeOffset StartedAt, bool IsPluggedIn, LineFaults Faults, IReadOnlyList<string> FaultsOfKind, double ClockAhead, string? PublicKey)
{
    internal static SimulatorAnswer Of(SimulatedInstrument one, Words t) => new(
        one.Name, one.Kind.Id, t[one.Kind.Name], one.Kind.Protocol, one.Link, one.Identity.Manufacturer, one.Identity.Model, one.Identity.SerialNumber, one.Identity.Address, one.StartedAt, one.IsPluggedIn, one.Faults, [.. one.Kind.Faults.Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName)], one.ClockAhead.TotalSeconds, one.Identity.PublicKey);
}

/// <param name="Direction">As the other side sees it.</param>
public sealed record BytesAnswer(Direction Direction, double Seconds, string Hex)
{
    internal static BytesAnswer Of(TranscriptEntry entry) => new(entry.Direction, entry.Elapsed.TotalSeconds, Convert.ToHexString(entry.Bytes));
}

/// <summary>Texts as the form has them.</summary>
public sealed record SimulatorBody(string? Kind, string? Name, string? Address, string? Amperes, string? Seed, string? Map, string? Capture)
{
    internal SimulatorForm Form() => new() { Kind = Kind, Name = Name, Address = Address, Amperes = Amperes, Seed = Seed, Map = Map, Capture = Capture };
}

public sealed record FaultsBody(bool Silent = false, bool Garbage = false, bool Damaged = false, bool Partial = false, bool Slow = false, string? AnswersAs = null, decimal ClockDrift = 0, string? TellsNumber = null, bool NoFix = false,
    decimal ValueError = 0, decimal ValueNoise = 0, decimal ValueDrift = 0, bool Coarse = false)
{
    internal LineFaults Faults() => new() { Silent = Silent, Garbage = Garbage, Damaged = Damaged, Partial = Partial, Slow = Slow, AnswersAs = AnswersAs, ClockDrift = ClockDrift, TellsNumber = TellsNumber, NoFix = NoFix, ValueError = ValueError, ValueNoise = ValueNoise, ValueDrift = ValueDrift, Coarse = Coarse };
}

public sealed record PlugBody(bool In);
