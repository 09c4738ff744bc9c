using System.Security.Cryptography;
using System.Text;
using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Operation;

namespace Metrology.Web.Host;

/// <summary>
/// Until there is an account, every page leads to the page that makes the first one. Whoever comes there brings a code that only the server's output and its data folder say: an address that others reach first
/// makes nobody an administrator.
/// </summary>
internal sealed class FirstRun(ServeOptions options)
{
    public const string Path = "/setup", CodeField = "SetUpCode", SecondFactorField = "SecondFactor";

    private const int CodeLength = 16;

    /// <summary>Without the letters and digits that people confuse.</summary>
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public static readonly Refusal WrongCode = new(
        "setup.wrong-code",
        new("初始化码不对。它在服务器启动时显示，也在数据目录的文件 setup-code 中。", "The setup code is wrong. The server says it when it starts, and it is in the file setup-code of the data folder."), CodeField);

    private readonly Lock drawing = new();

    /// <summary>Drawn once; the same after a restart.</summary>
    public string Code
    {
        get
        {
            lock (drawing)
            {
                if (!File.Exists(options.Data.SetUpCode))
                    PrivateFiles.Write(options.Data.SetUpCode, RandomNumberGenerator.GetString(Alphabet, CodeLength));
                return File.ReadAllText(options.Data.SetUpCode).Trim();
            }
        }
    }

    public bool IsCode(string? typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code), Encoding.UTF8.GetBytes((typed ?? "").Trim().ToUpperInvariant()));

    /// <summary>It is of no use any more.</summary>
    public void End() => File.Delete(options.Data.SetUpCode);

    /// <summary>Once true, true for ever: accounts are never deleted.</summary>
    private volatile bool isOver;

    public async ValueTask<bool> IsOverAsync(LaboratoryQueries laboratory, CancellationToken cancellation) =>
        isOver || (isOver = await laboratory.HasAccountsAsync(cancellation));

    public static void Use(WebApplication app) => app.Use(async (context, next) =>
    {
        var path = context.Request.Path;
        var first = context.RequestServices.GetRequiredService<FirstRun>();
        var open = path.StartsWithSegments(Path, StringComparison.Ordinal) || path.StartsWithSegments("/language", StringComparison.Ordinal)
            || path.StartsWithSegments("/health", StringComparison.Ordinal) || path == WatchFeature.Metrics;
        if (open || ErrorPages.IsApi(context.Request)
            || await first.IsOverAsync(context.RequestServices.GetRequiredService<LaboratoryQueries>(), context.RequestAborted))
        {
            await next(context);
            return;
        }

        context.Response.Redirect(Path);
    });
}
