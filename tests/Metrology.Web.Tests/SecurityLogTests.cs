using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Metrology.App.Laboratory;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests;

/// <summary>Who got in, who did not, and what was refused to whom stands in the log; what is secret does not.</summary>
public sealed class SecurityLogTests
{
    [Fact]
    public async Task Sign_ins_and_refusals_are_logged_by_account_and_address_and_nothing_secret_is()
    {
        await using var laboratory = await Laboratory.StartAsync();
        using var kept = new Kept();
        laboratory.Get<ILoggerFactory>().AddProvider(kept);
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        var id = (await laboratory.Get<LaboratoryQueries>().AccountByNameAsync(login.UserName.ToUpperInvariant(), TestContext.Current.CancellationToken))!.Id;
        using var client = new HttpClient(laboratory.Server.CreateHandler(context => context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.7"))) { BaseAddress = new("http://lab.example/") };
        await SignInAsync("my wrong secret");
        await SignInAsync(login.Password);
        var technician = await laboratory.SignInAsync(Role.Technician);
        await technician.GetAsync("/accounts/17?token=typed-into-the-address");
        await technician.SendAsync(new(HttpMethod.Post, "/me/second-factor/codes"));
        await client.GetAsync("/no-such%0a-page", TestContext.Current.CancellationToken);

        Assert.Contains($"Account {id}: a wrong password or code", kept.Lines);
        Assert.Contains($"Account {id} signed in from 203.0.113.7 by Password", kept.Lines);
        Assert.Contains(kept.Lines, line => line.StartsWith("Refused access.sign-in-refused 401: POST /api/v1/session of account - from 203.0.113.7, ", StringComparison.Ordinal));
        Assert.Contains(kept.Lines, line => line.Contains($" 403: GET /accounts/{{id:int}} of account {id} from ", StringComparison.Ordinal));
        Assert.Contains(kept.Lines, line => line.Contains($" 400: POST /me/second-factor/codes of account {id} from ", StringComparison.Ordinal));
        var all = string.Join('\n', kept.Lines);
        foreach (var secret in new[] { "my wrong secret", login.Password, login.UserName, "typed-into-the-address", "no-such", "metrology.session" })
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        // What a line bears beside its sentence, too: the console writes the scopes of a request behind it.
        Assert.NotEmpty(kept.Scopes);
        Assert.DoesNotContain(kept.Scopes, scope => scope.Contains("no-such", StringComparison.Ordinal) || scope.Contains("RequestPath", StringComparison.Ordinal));
        Assert.Contains(kept.Scopes, scope => scope.Contains("TraceId", StringComparison.Ordinal));

        Task<HttpResponseMessage> SignInAsync(string password) => client.PostAsJsonAsync("/api/v1/session", new { login.UserName, password }, TestContext.Current.CancellationToken);
    }

    private sealed class Kept : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private readonly ConcurrentQueue<string> scoped = new();
        private IExternalScopeProvider? scopes;

        public IEnumerable<string> Scopes => scoped;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        private readonly ConcurrentQueue<string> lines = new();

        public IEnumerable<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue(formatter(state, exception));
            scopes?.ForEachScope((scope, all) => all.Enqueue(scope?.ToString() ?? ""), scoped);
        }

        public void Dispose()
        {
        }
    }
}
