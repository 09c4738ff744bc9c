using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Words;
using Microsoft.AspNetCore.Antiforgery;

namespace Metrology.Web.Host;

/// <summary>
/// A form that is sent twice, and a call of a program that is repeated, does its work once; the second gets the answer of the first. A form is known by its token, which each page has its own of, with its address and its fields;
/// a call by the header <see cref="Header"/> that the program makes up. Refused requests are not remembered: what was wrong is mended and sent again. The memory is that of this server and ends with it.
/// </summary>
internal static class RepeatGate
{
    public const string Header = "Idempotency-Key";

    public const string DiffersCode = "web.key-used";

    /// <summary>Characters of a key.</summary>
    private const int LongestKey = 200;

    /// <summary>An answer that is longer is not kept; no create call has one.</summary>
    private const int LongestAnswer = 64 * 1024;

    public static readonly Refusal BadKey = new("web.bad-key", new($"请求头 {Header} 须为 1 到 {LongestKey} 个字符。", $"The header {Header} has 1 to {LongestKey} characters."), Header);

    public static readonly Refusal Differs = new(
        DiffersCode, new($"请求头 {Header} 的值已用于另一个内容的请求，什么都没有改变。请换一个值。", $"The value of the header {Header} was used for a request with another content. Nothing was changed. Use another value."), Header);

    /// <summary>The answer shows a code or key that nobody can show again: of a repetition is said that it was done, and nothing more.</summary>
    public static TBuilder ShowsOnce<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ShownOnce());

    private sealed record ShownOnce;

    public static readonly Refusal Shown = new(
        "web.shown-once",
        new("这个请求已经执行，其中的代码或密钥只显示一次，不再给出。没有收到时请重新生成一个。", "This was done, and its code or key is shown once and not again. Draw another where it did not arrive."), Header);

    public static void UseRepeatGate(this WebApplication app)
    {
        var answers = new RepeatedAnswers(app.Services.GetRequiredService<TimeProvider>());
        // What takes no token is no form of a page.
        app.Use((context, next) => context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation != false && IsChange(context.Request.Method) && context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } account
            ? ErrorPages.IsApi(context.Request) ? CallAsync(context, next, answers, account) : FormAsync(context, next, answers, account)
            : next(context));
    }

    private static bool IsChange(string method) => HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method);

    private static async Task CallAsync(HttpContext context, RequestDelegate next, RepeatedAnswers answers, string account)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var keys))
        {
            await next(context);
            return;
        }

        if (keys.ToString() is not { Length: > 0 and <= LongestKey } key)
        {
            ErrorPages.Refuse(context, StatusCodes.Status400BadRequest, BadKey);
            return;
        }

        context.Request.EnableBuffering();
        var body = Convert.ToHexString(await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted));
        context.Request.Body.Position = 0;
        if (!await answers.OnceAsync(context, $"{account}\n{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n{key}", body, () => RecordAsync(context, next)))
            ErrorPages.Refuse(context, StatusCodes.Status422UnprocessableEntity, Differs);
    }

    /// <summary>Forms that htmx sends change a part of a page that stays, and its token with it: there the same again is meant.</summary>
    private static async Task FormAsync(HttpContext context, RequestDelegate next, RepeatedAnswers answers, string account)
    {
        if (context.Request.Headers.ContainsKey("HX-Request") || !context.Request.HasFormContentType || await context.Request.ReadFormAsync(context.RequestAborted) is not { } form
            || form["__RequestVerificationToken"].ToString() is not { Length: > 0 } token)
        {
            await next(context);
            return;
        }

        var fields = await HashAsync(form, context.RequestAborted);
        await answers.OnceAsync(context, $"{account}\n{context.Request.Path}{context.Request.QueryString}\n{token}\n{fields}", "", async () =>
        {
            await next(context);
            return context.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther ? KeptAnswer.Of(context.Response, []) : null;
        });
    }

    private static async Task<string> HashAsync(IFormCollection form, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}={string.Join('\u0001', values.Select(value => $"{value?.Length}:{value}"))}\n"));
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            hash.AppendData(Encoding.UTF8.GetBytes(file.Name + "\n" + file.FileName + "\n"));
            hash.AppendData(await SHA256.HashDataAsync(content, cancellation));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Runs the call and keeps what it answers, when it did what was asked.</summary>
    private static async Task<KeptAnswer?> RecordAsync(HttpContext context, RequestDelegate next)
    {
        var (sent, kept) = (context.Response.Body, new MemoryStream());
        context.Response.Body = kept;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = sent;
        }

        kept.Position = 0;
        await kept.CopyToAsync(sent, context.RequestAborted);
        return context.Response.StatusCode is not (>= 200 and < 300) || kept.Length > LongestAnswer ? null
            : context.GetEndpoint()?.Metadata.GetMetadata<ShownOnce>() is null ? KeptAnswer.Of(context.Response, kept.ToArray()) : KeptAnswer.Of(context.Response, []) with { Instead = Shown };
    }
}

/// <summary>An answer that is given again.</summary>
internal sealed record KeptAnswer(int Status, string? Location, string? ContentType, byte[] Body)
{
    /// <summary>What is said in its place.</summary>
    public Refusal? Instead { get; init; }

    public static KeptAnswer Of(HttpResponse response, byte[] body) => new(response.StatusCode, response.Headers.Location, response.ContentType, body);

    public async Task GiveAsync(HttpContext context)
    {
        if (Instead is not null)
        {
            ErrorPages.Refuse(context, StatusCodes.Status409Conflict, Instead);
            return;
        }

        (context.Response.StatusCode, context.Response.ContentType) = (Status, ContentType);
        if (Location is not null)
            context.Response.Headers.Location = Location;
        await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }
}

/// <summary>What was asked lately and what was answered; who asks the same while it is being done waits for it.</summary>
internal sealed class RepeatedAnswers(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int Most = 2_000;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, Entry Entry)> order = new();

    /// <param name="key">Who asks what under which key.</param>
    /// <param name="content">What a repetition has to have in common with the first.</param>
    /// <param name="run">Null when the answer is not worth keeping.</param>
    /// <returns>False when the key was used for another content.</returns>
    public async Task<bool> OnceAsync(HttpContext context, string key, string content, Func<Task<KeptAnswer?>> run)
    {
        Forget();
        while (true)
        {
            var own = new Entry(content, clock.GetUtcNow());
            var entry = entries.GetOrAdd(key, own);
            if (entry == own)
            {
                order.Enqueue((key, own));
                await RunAsync(key, own, run);
                return true;
            }

            if (entry.Content != content)
                return false;
            if (await entry.Answer.Task.WaitAsync(context.RequestAborted) is { } answer)
            {
                await answer.GiveAsync(context);
                return true;
            }
        }
    }

    private async Task RunAsync(string key, Entry entry, Func<Task<KeptAnswer?>> run)
    {
        KeptAnswer? answer = null;
        try
        {
            answer = await run();
        }
        finally
        {
            if (answer is null)
                entries.TryRemove(KeyValuePair.Create(key, entry));
            entry.Answer.SetResult(answer);
        }
    }

    private void Forget()
    {
        var before = clock.GetUtcNow() - Kept;
        while (order.TryPeek(out var oldest) && (order.Count > Most || oldest.Entry.At < before) && order.TryDequeue(out var gone))
            entries.TryRemove(KeyValuePair.Create(gone.Key, gone.Entry));
    }

    private sealed class Entry(string content, DateTimeOffset at)
    {
        public string Content { get; } = content;
        public DateTimeOffset At { get; } = at;
        public TaskCompletionSource<KeptAnswer?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
