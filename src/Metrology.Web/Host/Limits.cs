namespace Metrology.Web.Host;

/// <summary>How much one request may ask for. Endpoints that take files raise the body limit for themselves (<c>RequestSizeLimit</c> metadata).</summary>
internal static class Limits
{
    public const long BodyBytes = 1024 * 1024;
    public const int FormFields = 512;
    public const int FormValueCharacters = 64 * 1024;

    /// <summary>Where a file of somebody else comes in, also as the text in which a form or a program sends it again.</summary>
    public const int ReceivedFileBytes = 10 * 1024 * 1024;

    public const int HeaderBytes = 16 * 1024;

    public const string SignInPolicy = "sign-in";

    /// <summary>Sign-in attempts from one address in <see cref="SignInWindow"/>.</summary>
    public const int SignInAttempts = 20;

    public const string CheckPolicy = "check";

    /// <summary>Certificates that one address may ask about in <see cref="CheckWindow"/>: an office checks a pile of papers, nobody tries codes.</summary>
    public const int Checks = 60;

    public const string StationPolicy = "station";

    /// <summary>Requests of stations from one address in <see cref="StationWindow"/>: one that drains its spool sends one after the other.</summary>
    public const int StationRequests = 1200;

    /// <summary>Requests of one account in <see cref="PersonWindow"/>: twenty a second, far more than a person clicks and a program of a laboratory needs; files of pages do not count.</summary>
    public const int PersonRequests = 1200;

    /// <summary>Acts that are signatures, of one account in <see cref="PersonWindow"/>: who reads what he signs needs longer than two seconds. A bulk issue is one.</summary>
    public const int Signatures = 30;

    /// <summary>Files that one account may send in <see cref="UploadWindow"/>, and how much they may hold together.</summary>
    public const int Uploads = 500;

    public const long UploadBytes = 1024L * 1024 * 1024;

    /// <summary>All accounts together; the disk is watched besides.</summary>
    public const long UploadBytesOfAll = 10 * UploadBytes;

    public static readonly TimeSpan UploadWindow = TimeSpan.FromDays(1);

    public static readonly TimeSpan PersonWindow = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan StationWindow = TimeSpan.FromMinutes(1);

    /// <summary>A line of a station is asked so often whether its other end is there, and given up after <see cref="LinePong"/> without an answer.</summary>
    public static readonly TimeSpan LinePing = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan LinePong = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan CheckWindow = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan SignInWindow = TimeSpan.FromMinutes(1);

    /// <summary>A server that is killed forgets the refusals of this time.</summary>
    public static readonly TimeSpan RefusalsStored = TimeSpan.FromSeconds(5);

    /// <summary>What was added to the ledger in this time may be lost to who can write both the database and its key.</summary>
    public static readonly TimeSpan LedgerSigned = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks at the clock.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromMinutes(1);

    /// <summary>Between two comparisons of the files of the program with what was installed (OIML D 31 level B: checked while it works).</summary>
    public static readonly TimeSpan SoftwareChecked = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks at the room on the disk.</summary>
    public static readonly TimeSpan DiskLooked = TimeSpan.FromHours(1);

    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
}
