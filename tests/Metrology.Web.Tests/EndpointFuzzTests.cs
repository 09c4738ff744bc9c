using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Testing;
using Metrology.Web.Access;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests;

/// <summary>
/// Every address that changes something, found by enumeration, with damaged bodies by somebody whom it admits: no answer is a fault of the program, nothing is kept by halves, and the ledger agrees with every
/// row afterwards.
/// </summary>
public sealed partial class EndpointFuzzTests
{
    /// <summary>They would end the session that the test goes on with, or lock its account.</summary>
    private static readonly string[] Left = ["/logout", "/api/v1/session", "/api/v1/session/confirmation", "/confirm"];

    /// <summary>Where an id of an account stands, nobody is meant: the test's own people must stay.</summary>
    private static readonly string[] People = ["/accounts", "/account", "/api/v1/accounts", "/api/v1/account"];

    private static readonly string[] Nasty =
    [
        "", " ", "0", "-1", "1", "99999999999999999999", "1e400", "NaN", "1,5", "2026-02-30", "9999-12-31", "0001-01-01", "true", "null", "\0", "\u202Etxt", "a\r\nSet-Cookie: x=1", "'; DROP TABLE Accounts; --",
        "<script>alert(1)</script>", "=1+1", "../../etc/passwd", "{{7*7}}", "𠮷龘", "\ud800", "%00", "SIM-EV-0001", "Technician", "00000000-0000-0000-0000-000000000000", new('9', 400), new('字', 5000),
    ];

    [Fact]
    public async Task Damaged_bodies_crash_nothing_and_leave_nothing_by_halves()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var endpoints = laboratory.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Endpoint: endpoint, Method: method, Path: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))
            .Where(one => one.Method != "GET" && !Left.Contains(one.Path)).OrderBy(one => one.Path, StringComparer.Ordinal).ThenBy(one => one.Method, StringComparer.Ordinal).ToList();
        Assert.True(endpoints.Count > 100);
        var people = new Dictionary<Role, Person>();
        foreach (var role in Enum.GetValues<Role>())
            people[role] = await Person.EnterAsync(laboratory, role);
        var names = await FieldNamesAsync(people[Role.Technician].Visitor, people.Values, laboratory);

        var faults = new Faults();
        using var watched = laboratory.Get<DiagnosticListener>().Subscribe(faults);
        var (random, seed, each) = (new Random(Fuzzing.Seed(7)), Fuzzing.Seed(7), Math.Max(1, Fuzzing.Cases(1500) / endpoints.Count));
        var (wrong, answers, slow) = (new List<string>(), new SortedDictionary<int, int>(), new List<(TimeSpan Took, string Name)>());
        foreach (var (endpoint, method, path) in endpoints)
        {
            var needed = endpoint.Metadata.GetMetadata<NeedsPermission>()?.Permission;
            var admitted = people.Where(one => needed is not { } permission || new Actor(0, "", [one.Key]).Allows(permission)).Select(one => one.Value).ToList();
            var watch = Stopwatch.StartNew();
            var statuses = new SortedDictionary<int, int>();
            for (var one = 0; one < each; one++)
            {
                var person = admitted.Count == 0 ? people[Role.Technician] : admitted[random.Next(admitted.Count)];
                var accepts = endpoint.Metadata.GetMetadata<IAcceptsMetadata>();
                var request = new HttpRequestMessage(HttpMethod.Parse(method), AddressOf(path, random)) { Content = Body(accepts, names, random) };
                request.Headers.Add(person.Header, person.Token);
                using var said = await person.Visitor.SendAsync(request);
                var answer = (int)said.StatusCode;
                // A body that the gate holds back would try nothing of the address.
                Assert.False(answer == 400 && request.Content is not FormUrlEncodedContent && await said.Content.ReadAsStringAsync() is var text && (text.Contains("web.form-expired", StringComparison.Ordinal) || text.Contains("web.no-form-token", StringComparison.Ordinal)), $"{method} {path}");
                statuses[answer] = statuses.GetValueOrDefault(answer) + 1;
                answers[answer] = answers.GetValueOrDefault(answer) + 1;
                if (answer >= 500 && !wrong.Any(one => one.StartsWith($"{method} {path}: {faults.Last}", StringComparison.Ordinal)))
                    wrong.Add($"{method} {path}: {faults.Last} by {(request.Content is null ? "" : await SaidAsync(request.Content))}");
            }

            slow.Add((watch.Elapsed, path));
            Fuzzing.Report($"{method} {path}", each, seed, string.Join(", ", statuses.Select(one => $"{one.Key}: {one.Value}")));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{endpoints.Count} addresses with {each} bodies each, seed {seed}: {string.Join(", ", answers.Select(one => $"{one.Key}: {one.Value}"))}");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', slow.OrderByDescending(one => one.Took).Take(8).Select(one => $"{one.Took.TotalMilliseconds:0} ms {one.Name}")));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(answers.Keys.Count(status => status is 400 or 404 or 422) >= 2);
        var store = laboratory.Get<Store>();
        Assert.Empty((await new AuditLedger(store, laboratory.Get<ILedgerWitness>()).ExecuteAsync(cancellation)).Findings);
        Assert.Empty(await store.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check").ToListAsync(cancellation), cancellation));
    }

    /// <summary>What the server has caught last, and where.</summary>
    private sealed class Faults : IObserver<KeyValuePair<string, object?>>
    {
        public string Last { get; private set; } = "";

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key.EndsWith("Diagnostics.HandledException", StringComparison.Ordinal) && value.Value?.GetType().GetProperty("exception")?.GetValue(value.Value) is Exception fault)
                Last = $"{fault.GetBaseException().GetType().Name} {fault.GetBaseException().Message} {fault.GetBaseException().StackTrace?.Split('\n').FirstOrDefault(line => line.Contains(" Metrology.", StringComparison.Ordinal))?.Trim()}";
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed record Person(Visitor Visitor, string Header, string Token)
    {
        public static async Task<Person> EnterAsync(Laboratory laboratory, Role role)
        {
            var visitor = await laboratory.SignInAsync(role);
            using var session = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/session"));
            var (header, token) = (session.RootElement.GetProperty("header").GetString()!, session.RootElement.GetProperty("token").GetString()!);
            // The clock of the laboratory stands, so the password was just given for as long as the test goes on.
            var confirmed = await visitor.SendAsync(new(HttpMethod.Post, "/api/v1/session/confirmation")
            {
                Content = JsonContent.Create(new { password = laboratory.Logins.Single(one => one.Role == role).Password }),
                Headers = { { header, token } },
            });
            Assert.True(confirmed.IsSuccessStatusCode, $"{confirmed.StatusCode}");
            return new(visitor, header, token);
        }
    }

    /// <summary>Names of the fields of all forms that people see: damaged values come in fields that are read.</summary>
    private static async Task<string[]> FieldNamesAsync(Visitor any, IEnumerable<Person> people, Laboratory laboratory)
    {
        var pages = laboratory.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true && !endpoint.RoutePattern.RawText!.Contains("api/", StringComparison.Ordinal))
            .Select(endpoint => Place().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), "1")).Distinct().ToList();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var person in people.Select(one => one.Visitor).Append(any))
        {
            foreach (var page in pages)
            {
                using var answer = await person.GetAsync(page);
                if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                    found.UnionWith(FieldName().Matches(await answer.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value));
            }
        }

        found.Remove("__RequestVerificationToken");
        Assert.True(found.Count > 50);
        return [.. found];
    }

    private static string AddressOf(string path, Random random)
    {
        var isOfPeople = People.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal));
        return Place().Replace(path, place => place.Groups[2].Value switch
        {
            "int" => isOfPeople ? "999999" : $"{random.Next(1, 4)}",
            "guid" => random.Next(3) == 0 ? Guid.Empty.ToString() : Guid.NewGuid().ToString(),
            "length(64)" => new string('0', 64),
            "alpha" => "begin",
            _ => random.Next(2) == 0 ? "1" : "MN-JD-2026-00001",
        });
    }

    private static HttpContent? Body(IAcceptsMetadata? accepts, string[] names, Random random)
    {
        if (accepts?.ContentTypes.Contains("application/json") == true)
        {
            var bytes = Encoding.UTF8.GetBytes(Value(accepts.RequestType ?? typeof(object), random, 0)?.ToJsonString() ?? "null");
            for (var damages = random.Next(4) - 1; damages > 0 && bytes.Length > 0; damages--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            return new ByteArrayContent(random.Next(10) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes) { Headers = { ContentType = new("application/json") } };
        }

        if (accepts?.ContentTypes.Contains("multipart/form-data") == true && !accepts.ContentTypes.Contains("application/x-www-form-urlencoded"))
        {
            var file = new byte[random.Next(2000)];
            random.NextBytes(file);
            if (file.Length > 4 && random.Next(2) == 0)
                (random.Next(3) switch { 0 => "%PDF-1.7\n"u8.ToArray(), 1 => "PK\u0003\u0004"u8.ToArray(), _ => "<?xml version=\"1.0\"?>"u8.ToArray() }).AsSpan(0, 4).CopyTo(file);
            var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "a.pdf" } };
            foreach (var name in Chosen(names, random))
                form.Add(new StringContent(Nasty[random.Next(Nasty.Length)]), name);
            return form;
        }

        if (accepts is { ContentTypes: [var type, ..] } && type != "application/x-www-form-urlencoded" && type != "multipart/form-data")
        {
            var bytes = new byte[random.Next(500)];
            random.NextBytes(bytes);
            return new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } };
        }

        // U+0000 makes a whole form unreadable; in most it would hide everything else.
        var withNull = random.Next(20) == 0;
        return new FormUrlEncodedContent(Chosen(names, random).Select(name => KeyValuePair.Create(name, Nasty[random.Next(Nasty.Length)].Replace("\ud800", "?", StringComparison.Ordinal).Replace("\0", withNull ? "\0" : "0", StringComparison.Ordinal))));
    }

    private static IEnumerable<string> Chosen(string[] names, Random random)
    {
        // Many of the names at once: an address reads those that it knows.
        var part = random.NextDouble();
        return names.Where(_ => random.NextDouble() < part).ToList();
    }

    /// <summary>Something of about the shape that the address reads: some fields right, some of another kind, some left out, some too much.</summary>
    private static JsonNode? Value(Type type, Random random, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (depth > 5 || random.Next(8) == 0)
            return Anything(random);
        if (type.IsEnum)
            return JsonValue.Create(Enum.GetNames(type)[random.Next(Enum.GetNames(type).Length)]);
        if (type == typeof(string))
            return JsonValue.Create(Nasty[random.Next(Nasty.Length)].Replace("\ud800", "?", StringComparison.Ordinal));
        if (type == typeof(bool))
            return JsonValue.Create(random.Next(2) == 0);
        if (type == typeof(Guid))
            return JsonValue.Create(Guid.NewGuid());
        if (type == typeof(DateOnly))
            return JsonValue.Create(new DateOnly(random.Next(1, 9999), random.Next(1, 13), random.Next(1, 28)).ToString("O", CultureInfo.InvariantCulture));
        if (type == typeof(DateTimeOffset))
            return JsonValue.Create(DateTimeOffset.UnixEpoch.AddSeconds(random.Next()));
        if (type.IsPrimitive || type == typeof(decimal))
            return JsonValue.Create(random.Next(4) switch { 0 => 0, 1 => 1, 2 => -1, _ => random.Next() });
        if (type.GetInterfaces().Append(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list && !typeof(System.Collections.IDictionary).IsAssignableFrom(type) && !list.GetGenericArguments()[0].Name.StartsWith("KeyValuePair", StringComparison.Ordinal))
            return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(list.GetGenericArguments()[0], random, depth + 1))]);
        var made = new JsonObject();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.GetIndexParameters().Length == 0))
        {
            if (random.Next(10) != 0)
                made[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = Value(property.PropertyType, random, depth + 1);
        }

        if (random.Next(10) == 0)
            made["approvedBy"] = 1;
        return made;
    }

    private static JsonNode? Anything(Random random) => random.Next(7) switch
    {
        0 => null,
        1 => JsonValue.Create(Nasty[random.Next(Nasty.Length)].Replace("\ud800", "?", StringComparison.Ordinal)),
        2 => JsonValue.Create(-1),
        3 => JsonValue.Create(1e300),
        4 => new JsonArray(1, "a", null),
        5 => new JsonObject { ["a"] = 1 },
        _ => JsonValue.Create(true),
    };

    private static async Task<string> SaidAsync(HttpContent content) =>
        content is ByteArrayContent and not FormUrlEncodedContent ? Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync()) is var text && text.Length > 600 ? text[..600] : text : content.GetType().Name;

    [GeneratedRegex(@"\{(\*{0,2}\w+)(?::([^}]+))?\??\}")]
    private static partial Regex Place();

    [GeneratedRegex("<(?:input|select|textarea)[^>]*? name=\"([^\"]+)\"")]
    private static partial Regex FieldName();
}
