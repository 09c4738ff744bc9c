using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Wire;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Stations;
using Metrology.App.Storage;
using Metrology.Links.Station;
using Metrology.Station.Field;
using Metrology.Station.Ingest;
using Metrology.Web.Commands;
using Metrology.Web.Host;
using Metrology.Web.Tests.Benches;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Stations;

/// <summary>Stations: enrolled with a code that works once, known by their key, refused with a reason, told of when they fall silent.</summary>
public sealed partial class StationTests : IAsyncLifetime
{
    private const string Page = "/laboratory/stations";

    private Laboratory laboratory = null!;

    public async ValueTask InitializeAsync() => laboratory = await Laboratory.StartAsync();

    public ValueTask DisposeAsync() => laboratory.DisposeAsync();

    [Fact]
    public async Task A_code_is_shown_once_works_once_and_for_an_hour_and_every_act_is_in_the_ledger()
    {
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        Assert.Contains("station.name-form", await TextAsync(await administrator.PostFromAsync(Page, Page + "/codes", ("Name", "Hall 2"))), StringComparison.Ordinal);
        var page = await TextAsync(await administrator.PostFromAsync(Page, Page + "/codes", ("Name", "hall-2")));
        var older = CodeOf(page);
        Assert.DoesNotContain(older, await administrator.ReadAsync(Page), StringComparison.Ordinal);
        var code = CodeOf(await TextAsync(await administrator.PostFromAsync(Page, Page + "/codes", ("Name", "hall-2"))));

        using var key = NewKey();
        Assert.Equal("station.code-expired", await RefusalAsync(await EnrolAsync(older, key)));
        Assert.Equal("station.wrong-code", await RefusalAsync(await EnrolAsync(StationCodeText.Draw(), key)));
        Assert.Equal("station.wrong-code", await RefusalAsync(await EnrolAsync(code, key, proof: new byte[32])));
        using var other = NewKey();
        Assert.Equal("station.bad-key", await RefusalAsync(await EnrolAsync(code, key, signer: other)));
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Equal("station.bad-key", await RefusalAsync(await EnrolAsync(code, curve)));

        var enrolled = (await (await EnrolAsync(code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal), key)).Content.ReadFromJsonAsync<StationEnrolment.Answered>())!;
        Assert.Equal("hall-2", enrolled.Name);
        Assert.Equal(HMACSHA256.HashData(StationCodeText.SecretOf(code)!, StationProof.Enrolled("hall-2", key.ExportSubjectPublicKeyInfo(), enrolled.ServerKey!)), enrolled.Proof);
        Assert.Equal("station.code-used", await RefusalAsync(await EnrolAsync(code, other)));
        Assert.Contains("station.name-taken", await TextAsync(await administrator.PostFromAsync(Page, Page + "/codes", ("Name", "hall-2"))), StringComparison.Ordinal);

        var late = await DrawAsync("hall-3");
        laboratory.Clock.Move(StationCode.Good);
        Assert.Equal("station.code-expired", await RefusalAsync(await EnrolAsync(late, other)));
        await RevokeAsync("hall-2");
        Assert.Contains("站点被盗", await (await laboratory.SignInAsync(Role.Checker)).ReadAsync(Page), StringComparison.Ordinal);
        var acts = await laboratory.Get<Store>().ReadAsync(db => db.StationEvents.OrderBy(row => row.Id).Select(row => row.Act).ToListAsync(), default);
        Assert.Equal([StationAct.CodeDrawn, StationAct.CodeDrawn, StationAct.Enrolled, StationAct.CodeDrawn, StationAct.Revoked], acts);
        // What nobody has signed yet is so in any laboratory that has just begun.
        Assert.All((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings, finding => Assert.Equal("ledger.unsigned", finding.Code));
        await laboratory.SqlAsync("UPDATE StationEvents SET \"By\" = 'somebody else' WHERE Id = 1");
        Assert.Contains((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings, finding => finding.Where.Contains(nameof(StationEvent), StringComparison.Ordinal));
    }

    /// <summary>Who has the database puts back what was: the row with the place where the ledger speaks of it. What is remembered beside the key says that it was followed by another state.</summary>
    [Fact]
    public async Task A_revoked_station_and_a_used_code_are_not_put_back()
    {
        var code = await DrawAsync("hall-2");
        await laboratory.SqlAsync("CREATE TABLE Code AS SELECT * FROM StationCodes; CREATE TABLE CodePlace AS SELECT * FROM LedgerPlaces WHERE Row LIKE 'StationCode %'");
        using var key = NewKey();
        var answer = (await (await EnrolAsync(code, key)).Content.ReadFromJsonAsync<StationEnrolment.Answered>())!;
        var station = new Enrolled("hall-2", key, answer.ServerKey!, laboratory.Clock.GetUtcNow);
        await laboratory.SqlAsync("CREATE TABLE Station AS SELECT * FROM Stations; CREATE TABLE StationPlace AS SELECT * FROM LedgerPlaces WHERE Row LIKE 'EnrolledStation %'");
        await RevokeAsync("hall-2");
        await laboratory.SqlAsync(
            """
            INSERT OR REPLACE INTO StationCodes SELECT * FROM Code; INSERT OR REPLACE INTO LedgerPlaces SELECT * FROM CodePlace; INSERT OR REPLACE INTO LedgerPlaces SELECT * FROM StationPlace;
            UPDATE Stations SET RevokedAt = NULL, RevokedBecause = NULL; DROP TABLE Code; DROP TABLE CodePlace; DROP TABLE Station; DROP TABLE StationPlace
            """);
        Assert.Equal("ledger.unusable", await RefusalAsync(await AskAsync(station, "messages", Messages("hall-2.meter", 1, 2))));
        using var other = NewKey();
        Assert.Equal("ledger.unusable", await RefusalAsync(await EnrolAsync(code, other)));
        // Nor after a restart; and a file that was lost is made anew from the ledger.
        foreach (var isLost in new[] { false, true })
        {
            var data = laboratory.Get<ServeOptions>().Data;
            if (isLost)
                File.Delete(data.LedgerLatest);
            laboratory = await laboratory.RestartAsync();
            Assert.Equal("ledger.unusable", await RefusalAsync(await EnrolAsync(code, other)));
        }
    }

    /// <summary>The secret of an open code is in no ledger; by which it is found is.</summary>
    [Fact]
    public async Task The_secret_of_another_code_enrols_nobody()
    {
        var (code, own) = (await DrawAsync("hall-2"), StationCodeText.Draw());
        var (secret, lookup) = (StationCodeText.SecretOf(own)!, StationCodeText.LookupOf(StationCodeText.SecretOf(code)!));
        await laboratory.SqlAsync($"UPDATE StationCodes SET Secret = x'{Convert.ToHexString(secret)}'");
        using var key = NewKey();
        var text = StationProof.Enrolment(key.ExportSubjectPublicKeyInfo());
        var asked = new StationEnrolment.Asked(lookup, key.ExportSubjectPublicKeyInfo(), HMACSHA256.HashData(secret, text), StationProof.Sign(key, text));
        Assert.Equal("ledger.unusable", await RefusalAsync(await laboratory.Visit().SendAsync(new(HttpMethod.Post, "/api/v1/station/enrolment") { Content = JsonContent.Create(asked) })));
        await laboratory.SqlAsync($"UPDATE StationCodes SET Lookup = '{StationCodeText.LookupOf(secret)}'");
        Assert.Equal("ledger.unusable", await RefusalAsync(await EnrolAsync(own, key)));
        Assert.Empty(await laboratory.Get<StationQueries>().AllAsync(default));
    }

    [Fact]
    public async Task Only_a_new_request_of_an_enrolled_station_for_its_own_instruments_is_taken()
    {
        var station = await EnrolledAsync("hall-2");
        var (body, kept) = (Messages("hall-2.meter", 1, 2), new List<byte[]>());
        Assert.Equal("station.not-signed", await RefusalAsync(await SendAsync("messages", body, "")));
        using (var other = NewKey())
            Assert.Equal("station.bad-signature", await RefusalAsync(await AskAsync(station with { Key = other }, "messages", body)));
        Assert.Equal("station.bad-signature", await RefusalAsync(await AskAsync(station with { Name = "hall-9" }, "messages", body)));
        var signed = Header(station, "messages", body, station.Next());
        Assert.Equal("station.bad-signature", await RefusalAsync(await SendAsync("messages", Messages("hall-2.meter", 1, 3), signed)));
        Assert.Equal("station.bad-signature", await RefusalAsync(await SendAsync("state", body, signed)));

        var taken = await SendAsync("messages", body, signed);
        var said = await taken.Content.ReadAsByteArrayAsync();
        Assert.Equal("{\"taken\":2}", Encoding.UTF8.GetString(said));
        var signature = Convert.FromBase64String(signed.Split(' ')[4]);
        Assert.True(StationProof.IsSigned(station.ServerKey, StationProof.Answer(signature, said), Convert.FromBase64String(taken.Headers.GetValues(StationProof.AnswerHeader).Single())));
        Assert.Equal([1L, 2L], await laboratory.Get<Store>().ReadAsync(db => db.InstrumentMessages.Where(row => row.Instrument == "hall-2.meter").OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync(), default));

        // The same again, also after the server began anew: it is known by what is stored.
        var again = await SendAsync("messages", body, signed);
        Assert.Equal("station.replayed", await RefusalAsync(again));
        Assert.Equal(signed.Split(' ')[2], again.Headers.GetValues(StationProof.CounterHeader).Single());
        Assert.Equal("station.replayed", await RefusalAsync(await SendAsync("messages", body, Header(station, "messages", body, station.Last - 1))));
        // Under the next number the same messages are stored once.
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(station, "messages", body)).StatusCode);
        Assert.Equal(2, await laboratory.Get<Store>().ReadAsync(db => db.InstrumentMessages.CountAsync(row => row.Instrument == "hall-2.meter"), default));

        Assert.Equal("station.other-instrument", await RefusalAsync(await AskAsync(station, "messages", Messages("hall-20.meter", 1, 1))));
        Assert.Equal("station.other-instrument", await RefusalAsync(await AskAsync(station, "messages", """{"messages":[{"topic":"metrology/v1/hall-2.meter/command","payload":"{}"}]}"""u8.ToArray())));
        Assert.Equal("station.bad-body", await RefusalAsync(await AskAsync(station, "messages", """{"messages":null}"""u8.ToArray())));
        laboratory.Clock.Move(-AdmitStation.ClockLimit - TimeSpan.FromSeconds(1));
        var skewed = await AskAsync(station with { Time = () => laboratory.Clock.GetUtcNow() + AdmitStation.ClockLimit + TimeSpan.FromSeconds(1) }, "messages", body);
        Assert.Contains("+301", await skewed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        laboratory.Clock.Move(AdmitStation.ClockLimit + TimeSpan.FromSeconds(1));

        await RevokeAsync("hall-2");
        Assert.Equal("station.revoked", await RefusalAsync(await AskAsync(station, "messages", body)));
        // Nor is it let in by who can write the database.
        await laboratory.SqlAsync("CREATE TABLE Before AS SELECT Id, RevokedAt FROM Stations; UPDATE Stations SET RevokedAt = NULL WHERE Name = 'hall-2'");
        Assert.Equal("ledger.unusable", await RefusalAsync(await AskAsync(station, "messages", body)));
        await laboratory.SqlAsync("UPDATE Stations SET RevokedAt = (SELECT RevokedAt FROM Before WHERE Before.Id = Stations.Id); DROP TABLE Before");
        var successor = await EnrolledAsync("hall-2");
        Assert.Equal("station.bad-signature", await RefusalAsync(await AskAsync(station, "messages", body)));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(successor, "messages", body)).StatusCode);
    }

    [Fact]
    public async Task The_page_shows_how_a_station_is_and_its_silence_is_told_once()
    {
        var station = await EnrolledAsync("hall-2");
        var state = new StationState(
            "9.9", 12, 12, laboratory.Clock.GetUtcNow(), ["/dev/serial/by-id/usb-FTDI-7"],
            [new("hall-2.meter", "dlt645-2007", "tty:/dev/serial/by-id/usb-FTDI-7?baud=2400&format=8E1", "station.spool-full", "暂存已满", "the spool is full", laboratory.Clock.GetUtcNow())]);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(station, "state", state.ToBytes())).StatusCode);
        Assert.Equal("station.bad-body", await RefusalAsync(await AskAsync(station, "state", "[]"u8.ToArray())));

        var visitor = await laboratory.SignInAsync(Role.Planner);
        using var api = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/stations"));
        var one = api.RootElement.EnumerateArray().Single();
        Assert.Equal((true, 12, "station.bad-body"), (one.GetProperty("isOnline").GetBoolean(), one.GetProperty("state").GetProperty("spooled").GetInt32(), one.GetProperty("lastRefusal").GetString()));
        var page = await visitor.ReadAsync($"{Page}/{one.GetProperty("id").GetInt32()}");
        foreach (var shown in new[] { "在线", "暂存已满，停止读数", "9.9", "12 条待送", "/dev/serial/by-id/usb-FTDI-7", "station.spool-full", "station.bad-body" })
            Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.DoesNotContain("吊销站点", page, StringComparison.Ordinal);

        laboratory.Clock.Move(WatchStations.Silent + TimeSpan.FromSeconds(1));
        Assert.Contains("久无消息", await visitor.ReadAsync(Page), StringComparison.Ordinal);
        await LookAsync();
        await LookAsync();
        Assert.Equal((1, "hall-2"), await SilenceAsync());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(station, "state", state.ToBytes())).StatusCode);
        await LookAsync();
        laboratory.Clock.Move(WatchStations.Silent + TimeSpan.FromSeconds(1));
        await LookAsync();
        Assert.Equal((2, "hall-2"), await SilenceAsync());
    }

    [Fact]
    public async Task A_line_is_of_an_enrolled_station_and_ends_when_it_is_revoked()
    {
        var station = await EnrolledAsync("hall-2");
        using var keys = new StationLineKeys();
        Assert.Equal("station.not-signed", await RefusalAsync(await AskLineAsync("", keys.Public)));
        using (var other = NewKey())
            Assert.Equal("station.bad-signature", await RefusalAsync(await AskLineAsync(Header(station with { Key = other }, StationProof.LineAct, keys.Public, station.Next()), keys.Public)));
        using (var changed = new StationLineKeys())
            Assert.Equal("station.bad-signature", await RefusalAsync(await AskLineAsync(Header(station, StationProof.LineAct, keys.Public, station.Next()), changed.Public)));
        var plain = Header(station, StationProof.LineAct, keys.Public, station.Next());
        Assert.Equal("station.no-line", await RefusalAsync(await AskLineAsync(plain, keys.Public)));
        Assert.Equal("station.replayed", await RefusalAsync(await AskLineAsync(plain, keys.Public)));

        var lines = laboratory.Get<StationLines>();
        var client = laboratory.Server.CreateWebSocketClient();
        var header = Header(station, StationProof.LineAct, keys.Public, station.Next());
        client.ConfigureRequest = request => (request.Headers.Authorization, request.Headers[StationProof.LineHeader]) = (header, Convert.ToBase64String(keys.Public));
        using var socket = await client.ConnectAsync(new("ws://localhost/api/v1/station/line"), default);
        await UntilAsync(() => lines.IsConnected("hall-2"));
        await RevokeAsync("hall-2");
        await UntilAsync(() => !lines.IsConnected("hall-2"));
        // Nor does a link get one.
        Assert.Equal("station.revoked", await RefusalAsync(await AskLineAsync(Header(station, StationProof.LineAct, keys.Public, station.Next()), keys.Public)));
    }

    [Fact]
    public void A_file_of_instruments_says_each_thing_once()
    {
        static IReadOnlyList<string> Said(string more) =>
        [
            .. FieldFile.Load(Encoding.UTF8.GetBytes("{\"instruments\":[{\"name\":\"a\",\"key\":\"k\",\"link\":\"tcp:10.0.0.7:502\",\"serialNumber\":\"1\",\"everySeconds\":5" + more + "}],\"ports\":[\"/dev/pts/3\",\"tcp:10.0.0.7:4001\"]}"), RegisterMapShelf.Shipped, TimeProvider.System)
                .Problems.Select(problem => $"{problem.Path} {problem.Text.En}").Order(StringComparer.Ordinal),
        ];
        Assert.Equal(["instruments[0].address this member is missing", "instruments[0].model this member is missing", "instruments[0].protocol this member is missing"], Said(""));
        Assert.Equal(["instruments[0].model this member is missing"], Said(",\"protocol\":\"modbus-tcp\",\"address\":\"7\""));
        Assert.Empty(Said(",\"protocol\":\"modbus-tcp\",\"address\":\"7\",\"model\":\"generic-float32\""));
        foreach (var port in new[] { "ttyUSB0", "/dev/ttyUSB0?baud=9600", "mqtt-bytes:a:1/b", "tcp:nowhere" })
            Assert.Single(FieldFile.Load(Encoding.UTF8.GetBytes("{\"instruments\":[],\"ports\":[\"" + port + "\"]}"), RegisterMapShelf.Shipped, TimeProvider.System).Problems);
    }

    [Fact]
    public async Task Codes_are_not_tried_out()
    {
        using var key = NewKey();
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 25; attempt++)
            answers.Add((await EnrolAsync(StationCodeText.Draw(), key)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    private Task LookAsync() => laboratory.Get<WatchStations>().LookAsync(default);

    private async Task<(int, string)> SilenceAsync() => await laboratory.Get<Store>().ReadAsync(
        async db => await db.FaultRecords.Where(row => row.Code == "station.silent").Select(row => new { row.Times, row.Where }).SingleAsync() is var one ? (one.Times, one.Where) : default, default);

    /// <summary>A station has a key of its own. Nobody draws another in its name, while it is enrolled or after.</summary>
    [Fact]
    public async Task The_names_of_a_station_are_nobody_elses_also_when_it_is_revoked()
    {
        const string Meter = "hall-9.meter";
        var planner = await laboratory.SignInAsync(Role.Planner);
        var keys = laboratory.Get<GatewayKeys>();
        // Drawn before anybody enrolled a station of the name.
        var early = keys.Draw(Meter);
        await EnrolledAsync("hall-9");
        object Body(string client) => new { topic = "q/9", equipmentId = 1, client, mapping = "scalar", values = "energy_import total kWh" };
        async Task RefusedAsync()
        {
            Assert.Equal("station.name-reserved", (await OwnLaboratory.SendAsync(planner, "/payloads", Body(Meter))).GetProperty("code").GetString());
            Assert.Null((await laboratory.Get<BrokerAccess>().AuthenticateAsync(new("x", Meter, Encoding.UTF8.GetBytes(early)), default)).Principal);
        }

        await RefusedAsync();
        var bench = await OwnLaboratory.IdAsync(planner, "/benches", new
        {
            code = "own-9",
            nameZh = "台",
            nameEn = "Bench",
            isSimulated = true,
            reference = new { protocol = "dlt645-2007", link = "tty:/dev/ttyS9?baud=2400&format=8E1", address = "000000000001", equipmentId = 1 },
            unit = new { protocol = "metrology-wire-1", link = "mqtt:" + Meter },
            load = new { protocol = "metrology-wire-1", link = "mqtt:load-9" },
        });
        Assert.Equal("station.name-reserved", (await OwnLaboratory.SendAsync(planner, $"/benches/{bench}/key", new { role = "Unit" })).GetProperty("code").GetString());
        await RevokedAtItsBenchAsync(planner);
        await RefusedAsync();
        // A name that only begins alike is another.
        Assert.True((await OwnLaboratory.SendAsync(planner, "/payloads", Body("hall-91.meter"))).TryGetProperty("id", out _));
        Assert.NotNull((await laboratory.Get<BrokerAccess>().AuthenticateAsync(new("x", "hall-91.meter", Encoding.UTF8.GetBytes(keys.Draw("hall-91.meter"))), default)).Principal);
        // And a gateway of a bench is no device that is bound.
        Assert.Equal("payload.client-of-bench", (await OwnLaboratory.SendAsync(planner, "/payloads", Body("load-9"))).GetProperty("code").GetString());
    }

    private sealed record Enrolled(string Name, ECDsa Key, byte[] ServerKey, Func<DateTimeOffset> Time)
    {
        private readonly long[] counter = [1000];

        public long Last => counter[0];

        public long Next() => ++counter[0];
    }

    private async Task<Enrolled> EnrolledAsync(string name)
    {
        var key = NewKey();
        var answer = (await (await EnrolAsync(await DrawAsync(name), key)).Content.ReadFromJsonAsync<StationEnrolment.Answered>())!;
        return new(name, key, answer.ServerKey!, laboratory.Clock.GetUtcNow);
    }

    private async Task<string> DrawAsync(string name) =>
        (await laboratory.Get<EnrolStations>().DrawAsync(new(1, "管理员", [Role.Administrator]), name, default)).Value.Code;

    private async Task RevokeAsync(string name)
    {
        var id = (await laboratory.Get<StationQueries>().AllAsync(default)).Single(row => row.Name == name && !row.IsRevoked).Id;
        var visitor = await laboratory.SignInAsync(Role.Administrator);
        Assert.Contains("station.no-reason", await TextAsync(await visitor.PostFromAsync($"{Page}/{id}", $"{Page}/{id}/revoke", ("Reason", " "))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostFromAsync($"{Page}/{id}", $"{Page}/{id}/revoke", ("Reason", "站点被盗"))).StatusCode);
    }

    private Task<HttpResponseMessage> EnrolAsync(string code, ECDsa key, byte[]? proof = null, ECDsa? signer = null)
    {
        var (secret, own) = (StationCodeText.SecretOf(code)!, key.ExportSubjectPublicKeyInfo());
        var text = StationProof.Enrolment(own);
        var asked = new StationEnrolment.Asked(StationCodeText.LookupOf(secret), own, proof ?? HMACSHA256.HashData(secret, text), StationProof.Sign(signer ?? key, text));
        return laboratory.Visit().SendAsync(new(HttpMethod.Post, "/api/v1/station/enrolment") { Content = JsonContent.Create(asked) });
    }

    private Task<HttpResponseMessage> AskAsync(Enrolled station, string act, byte[] body) => SendAsync(act, body, Header(station, act, body, station.Next()));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(10, patience.Token);
    }

    private Task<HttpResponseMessage> AskLineAsync(string header, byte[] key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/station/line");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        request.Headers.Add(StationProof.LineHeader, Convert.ToBase64String(key));
        return laboratory.Visit().SendAsync(request);
    }

    private Task<HttpResponseMessage> SendAsync(string act, byte[] body, string header)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/station/{act}") { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.TryAddWithoutValidation("Authorization", header);
        return laboratory.Visit().SendAsync(request);
    }

    private static string Header(Enrolled station, string act, byte[] body, long counter)
    {
        var time = station.Time().ToUnixTimeMilliseconds();
        return string.Create(CultureInfo.InvariantCulture, $"{StationProof.Scheme} {station.Name} {counter} {time} {Convert.ToBase64String(StationProof.Sign(station.Key, StationProof.Request(act, station.Name, counter, time, body)))}");
    }

    private byte[] Messages(string instrument, int first, int last) => new StationMessages(
    [
        .. Enumerable.Range(first, last - first + 1).Select(number => StationMessages.Of(
            WireTopics.Readings(instrument),
            WireEncoder.Encode(new WireReadings("b1", number, laboratory.Clock.GetUtcNow(), null, [new("voltage", string.Create(CultureInfo.InvariantCulture, $"220.{number}"), "V", 0.1m)])))),
    ]).ToBytes();

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static async Task<string?> RefusalAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict, $"{answer.StatusCode}");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }

    private static string CodeOf(string page) => CodeForm().Match(page).Value is { Length: > 0 } code ? code : throw new InvalidOperationException(page);

    [GeneratedRegex("\\b[a-z2-9]{5}(-[a-z2-9]{5}){3}\\b")]
    private static partial Regex CodeForm();
}
