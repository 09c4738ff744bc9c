using System.Text.Json.Serialization;
using Metrology.App;
using Metrology.App.Certificates;
using Metrology.App.Faults;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Notifications;
using Metrology.App.Operation;
using Metrology.App.Standards.Importing;
using Metrology.App.Software;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Documents;
using Metrology.Edges.OpenXml;
using Metrology.Edges.Quartz;
using Metrology.Web.Access;
using Metrology.Web.Demonstration;
using Metrology.Web.Features;
using Metrology.Web.Host.Messages;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;

namespace Metrology.Web.Host;

/// <summary>Builds the server. Everything it needs is said in <see cref="ServeOptions"/>.</summary>
public static class MetrologyHost
{
    /// <summary>"json" has each line of the log as one JSON object.</summary>
    private const string LogFormat = "METROLOGY_LOG_FORMAT";

    /// <param name="configure">Replaces services, for tests.</param>
    public static WebApplication Create(ServeOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        PrivateFiles.CreateFolder(options.Data.Path);
        PrivateFiles.CreateFolder(options.Data.Keys);
        PrivateFiles.CreateFolder(options.Data.Witness);
        // Before the database makes it, with the rights of everybody who can look into a folder that was there before.
        if (options.SqlServer is null && !File.Exists(options.Data.Database))
            PrivateFiles.Write(options.Data.Database, []);
        // Nothing of the framework's own settings: variables such as ASPNETCORE_FORWARDEDHEADERS_ENABLED and files such as appsettings.json would change who is believed and what is listened on, unlisted and unrecorded.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddRouting();
        builder.WebHost.UseUrls(options.Urls ?? ServeOptions.DefaultUrls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = Limits.HeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = Limits.HeadersTimeout;
            HttpsTls.Use(kestrel, options.Https);
        });
        // Each line bears the trace id that an answer says; input comes only in values of fixed sentences, and a value does not break a line.
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.SpanId | ActivityTrackingOptions.TraceId | ActivityTrackingOptions.ParentId);
        if (Environment.GetEnvironmentVariable(LogFormat) == "json")
            builder.Logging.AddJsonConsole(console => (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        else
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z' "));
        // Standard output belongs to the answer of the command.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.Syslog is { } elsewhere)
            builder.Logging.AddProvider(new Syslog.SyslogLog(elsewhere, TimeProvider.System));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        // It would put the address as typed on every line of a request; the traces that it also begins are listened for instead.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        Traces.Begin();
        // Why a start failed is said once, by the command.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        // It warns at every first start that keys are not encrypted; they are in a folder that only the owner can open.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        AddServices(builder.Services, options);
        configure?.Invoke(builder);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    /// <summary>Brings the database up to date and seeds a demonstration. Call before the server starts.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellation)
    {
        var store = app.Services.GetRequiredService<Store>();
        store.Memory = app.Services.GetRequiredService<ILedgerWitness>();
        store.Unusable = refusal => app.Services.GetRequiredService<RecordFault>().ExecuteAsync(refusal.Code, RowCheck.WhereOf(refusal), refusal.Text, CancellationToken.None);
        await store.MigrateAsync(cancellation);
        await Watch.BeginAsync(app.Services, cancellation);
        if (!app.Services.GetRequiredService<ServeOptions>().IsDemo)
            return;
        _ = app.Services.GetRequiredService<ICertificateSigner>();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoLaboratory>().SeedAsync(cancellation);
    }

    private static void AddServices(IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.TimeZone is { } zone ? new LaboratoryClock(zone) : TimeProvider.System).AddSingleton(new LaboratoryZone(options.TimeZone));
        services.AddSingleton(provider => Databases.Open(options.Data, options.SqlServer, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<LegalGate>()));
        services.AddSingleton(options.Installation);
        services.AddSingleton(new App.Laboratory.CodeTolerance(options.CodeTolerance));
        services.AddHostedService<Watch>();
        services.AddSingleton<IReceivedPdf, ReceivedPdfReader>();
        services.AddSingleton<ICertificateRenderer>(_ => new CertificateRenderer(DocumentFonts.Stack));
        services.AddSingleton(_ => options.IsDemo ? SigningKey.OfDemonstration(options.Data) : options.Signer);
        services.AddSingleton(options.IsDemo ? new NoTimeStamps() : options.TimeStamps);
        services.AddSingleton(options.IsDemo ? new NoSealService() : options.Seals);
        services.AddSingleton(new CheckPage(options.CheckAddress)).AddSingleton(new PageAddress(options.CheckAddress));
        services.AddSingleton<ILedgerWitness>(provider =>
        {
            var folders = LedgerFolder.Of(options.Data, Environment.GetEnvironmentVariable(LedgerFolder.Variable));
            return options.WitnessUrl is { } address ? new LedgerWitnesses(folders, new HttpWitness(address), provider) : folders;
        });
        services.AddSingleton<IEndedSessions>(provider => new EndedSessionsFile(options.Data, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<LedgerCheckpoints>();
        services.AddSingleton<IBackups>(provider => new Backups.Backups(
            provider.GetRequiredService<Store>(), options, provider.GetRequiredService<ILedgerWitness>(), provider.GetRequiredService<TimeProvider>(), options.Backups));
        services.AddHostedService<BulkIssues>();
        services.AddSingleton<IMessageChannels>(provider =>
            options.IsDemo ? new NoChannels() : new MessageChannels(options.Mail, options.Webhooks, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<Deliveries>();
        services.AddApplication();
        services.AddSingleton<IWorkbookReader, WorkbookReader>().AddSingleton<IWorkbookWriter, WorkbookWriter>();
        services.AddStation(options);
        services.AddCatalogJobs();
        services.AddSingleton<RefusalCounts>().AddHostedService(provider => provider.GetRequiredService<RefusalCounts>()).AddSingleton<FirstRun>().AddSingleton<Assets>().AddSingleton<UploadQuota>();
        services.AddSingleton(new DemoLogins(options.IsDemo ? options.Data.DemoLogins : null));
        services.AddScoped<DemoLaboratory>();
        services.AddDataProtection().SetApplicationName("metrology").PersistKeysToFileSystem(new(options.Data.Keys));
        services.AddAccess(options.Provider);
        services.AddScoped(request => new Words(
            request.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context ? LanguageChoice.Of(context.Request) : Core.Words.Language.Zh));
        services.AddRazorComponents();
        services.AddScoped<Fragments>();
        services.AddScoped<PageFacts>();
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = problem => problem.ProblemDetails.Extensions["traceId"] = ErrorPages.TraceOf(problem.HttpContext));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false)));
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = Limits.FormFields;
            form.ValueLengthLimit = Limits.FormValueCharacters;
            form.MultipartBodyLengthLimit = Limits.BodyBytes;
        });
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = ForgeryGate.Header;
            antiforgery.Cookie.Name = "metrology.form";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = static (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(System.Threading.RateLimiting.MetadataName.RetryAfter, out var after))
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            // A stolen session, or a program in a circle, takes nobody else's turn. Strangers have the limits of their addresses.
            limiter.GlobalLimiter = System.Threading.RateLimiting.PartitionedRateLimiter.CreateChained(
                OfPerson(_ => true, options.PersonRequests),
                // Who signs reads first; a program that signs in a person's name does not go faster either.
                OfPerson(endpoint => endpoint.Metadata.GetMetadata<NeedsConfirmation>() is not null, options.Signatures));

            static System.Threading.RateLimiting.PartitionedRateLimiter<HttpContext> OfPerson(Func<Endpoint, bool> counts, int most) =>
                System.Threading.RateLimiting.PartitionedRateLimiter.Create<HttpContext, int>(context => SessionGuard.Of(context) is { } live && context.GetEndpoint() is { } endpoint && counts(endpoint)
                    ? System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(live.Account.Id, _ => new() { PermitLimit = most, Window = Limits.PersonWindow })
                    : System.Threading.RateLimiting.RateLimitPartition.GetNoLimiter(0));

            AddPolicy(Limits.SignInPolicy, Limits.SignInAttempts, Limits.SignInWindow);
            AddPolicy(Limits.CheckPolicy, Limits.Checks, Limits.CheckWindow);
            AddPolicy(Limits.StationPolicy, Limits.StationRequests, Limits.StationWindow);

            void AddPolicy(string name, int permits, TimeSpan window) => limiter.AddPolicy(
                name, context => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = permits, Window = window }));
        });
        services.AddResponseCompression(compression =>
        {
            // Only assets: they hold no secret that compression could betray.
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "text/javascript"];
        });
        foreach (var feature in FeatureCatalogue.All)
            feature.AddServices(services);
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseKnownProxies();
        app.UseRefusalCounts();
        app.UseSecurityHeaders();
        app.UseHostPrefix();
        ErrorPages.Use(app);
        app.UseHsts();
        app.UseResponseCompression();
        Assets.Use(app);
        // Lines of stations: a peer that is gone without a word is noticed.
        app.UseWebSockets(new() { KeepAliveInterval = Limits.LinePing, KeepAliveTimeout = Limits.LinePong });
        app.UseRouting();
        app.UseAuthentication();
        FirstRun.Use(app);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAdministrationNetworks();
        app.UseEnrolmentGate();
        app.UseUploadQuota();
        app.UseQueryGate();
        app.UseRegisterGate();
        app.UseForgeryGate();
        app.UseConfirmationGate();
        app.UseRepeatGate();
        app.UseAntiforgery();
        PolicyReports.Map(app);
        FeatureCatalogue.Map(app);
    }
}
