using System.Runtime.InteropServices;
using System.Text;

namespace Metrology.Documents.Signing.Tokens;

/// <summary>
/// The few functions of a PKCS #11 module (v2.40) that signing needs, called through the list that every module gives out. CK_ULONG is that of Unix: as wide as a pointer, fields
/// aligned. A module stays loaded and initialised to the end of the process, because another user of it may still be signing.
/// </summary>
internal sealed class TokenModule
{
    private const nuint Ok = 0, AlreadyInitialized = 0x191, OsLocking = 2, SerialSession = 4, User = 1, AlreadyLoggedIn = 0x100;
    private const int TokenInfoRoom = 512, TokenLabelLength = 32, MostFound = 2;

    private readonly nint functions;

    private TokenModule(nint functions) => this.functions = functions;

    // Places in CK_FUNCTION_LIST, after the version.
    private enum Place
    {
        Initialize = 0,
        GetSlotList = 4,
        GetTokenInfo = 6,
        OpenSession = 12,
        CloseSession = 13,
        Login = 18,
        GetAttributeValue = 24,
        FindObjectsInit = 26,
        FindObjects = 27,
        FindObjectsFinal = 28,
        SignInit = 42,
        Sign = 43,
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint OnePointer(nint first);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint ListSlots(byte isPresent, nint slots, ref nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint WithPointer(nuint handle, nint value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint WithHandle(nuint handle);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint Open(nuint slot, nuint flags, nint application, nint notify, out nuint session);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint LogIn(nuint session, nuint user, byte[] pin, nuint length);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint Attributes(nuint session, nuint handle, [In, Out] Attribute[] template, nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint FindInit(nuint session, [In] Attribute[] template, nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint Find(nuint session, [Out] nuint[] handles, nuint most, out nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint BeginSign(nuint session, ref Mechanism mechanism, nuint key);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nuint DoSign(nuint session, byte[] data, nuint length, byte[] signature, ref nuint signatureLength);

    /// <exception cref="TokenException">It is no module, or cannot be loaded.</exception>
    public static TokenModule Load(string path)
    {
        if (OperatingSystem.IsWindows() || !NativeLibrary.TryLoad(path, out var library))
            throw new TokenException(TokenFault.Module, path);
        if (!NativeLibrary.TryGetExport(library, "C_GetFunctionList", out var entry) || Marshal.GetDelegateForFunctionPointer<OnePointer>(entry) is not { } list)
            throw new TokenException(TokenFault.Module, path);
        var place = Marshal.AllocHGlobal(IntPtr.Size);
        try
        {
            Check(list(place), TokenFault.Module);
            var module = new TokenModule(Marshal.ReadIntPtr(place));
            module.Initialize();
            return module;
        }
        finally
        {
            Marshal.FreeHGlobal(place);
        }
    }

    /// <summary>A session with the token of this label, opened and logged in.</summary>
    public nuint OpenSession(string token, string pin)
    {
        Check(Function<Open>(Place.OpenSession)(SlotOf(token), SerialSession, 0, 0, out var session), TokenFault.Token);
        var secret = Encoding.UTF8.GetBytes(pin);
        var answer = Function<LogIn>(Place.Login)(session, User, secret, (nuint)secret.Length);
        Array.Clear(secret);
        if (answer is not (Ok or AlreadyLoggedIn))
            CloseSession(session);
        if (answer != AlreadyLoggedIn)
            Check(answer, TokenFault.Pin);
        return session;
    }

    public void CloseSession(nuint session) => Function<WithHandle>(Place.CloseSession)(session);

    /// <summary>The objects that have all of these attributes; two at most, so that one can tell whether it is the only one.</summary>
    public IReadOnlyList<nuint> FindObjects(nuint session, params (nuint Type, byte[] Value)[] attributes)
    {
        using var template = new Template(attributes);
        Check(Function<FindInit>(Place.FindObjectsInit)(session, template.Attributes, (nuint)attributes.Length), TokenFault.Key);
        var found = new nuint[MostFound];
        var answer = Function<Find>(Place.FindObjects)(session, found, MostFound, out var count);
        Function<WithHandle>(Place.FindObjectsFinal)(session);
        Check(answer, TokenFault.Key);
        return found[..(int)count];
    }

    /// <summary>Value of an attribute; empty when the object has none.</summary>
    public byte[] Value(nuint session, nuint handle, nuint type)
    {
        var read = Function<Attributes>(Place.GetAttributeValue);
        Attribute[] asked = [new() { Type = type }];
        if (read(session, handle, asked, 1) != Ok || asked[0].Length is 0 or > int.MaxValue)
            return [];
        var room = Marshal.AllocHGlobal((int)asked[0].Length);
        try
        {
            asked[0].Value = room;
            Check(read(session, handle, asked, 1), TokenFault.Key);
            var value = new byte[(int)asked[0].Length];
            Marshal.Copy(room, value, 0, value.Length);
            return value;
        }
        finally
        {
            Marshal.FreeHGlobal(room);
        }
    }

    public byte[] Sign(nuint session, nuint key, nuint mechanism, byte[] data, int longest)
    {
        var how = new Mechanism { Type = mechanism };
        Check(Function<BeginSign>(Place.SignInit)(session, ref how, key), TokenFault.Signing);
        var (value, length) = (new byte[longest], (nuint)longest);
        Check(Function<DoSign>(Place.Sign)(session, data, (nuint)data.Length, value, ref length), TokenFault.Signing);
        return value[..(int)length];
    }

    private void Initialize()
    {
        // CK_C_INITIALIZE_ARGS: no locks of ours, those of the system may be used.
        var arguments = Marshal.AllocHGlobal(6 * IntPtr.Size);
        try
        {
            for (var i = 0; i < 6; i++)
                Marshal.WriteIntPtr(arguments, i * IntPtr.Size, i == 4 ? (nint)OsLocking : 0);
            var answer = Function<OnePointer>(Place.Initialize)(arguments);
            if (answer != AlreadyInitialized)
                Check(answer, TokenFault.Module);
        }
        finally
        {
            Marshal.FreeHGlobal(arguments);
        }
    }

    private nuint SlotOf(string label)
    {
        nuint count = 0;
        var list = Function<ListSlots>(Place.GetSlotList);
        Check(list(1, 0, ref count), TokenFault.Token);
        var room = Marshal.AllocHGlobal(Math.Max(1, (int)count) * IntPtr.Size);
        var facts = Marshal.AllocHGlobal(TokenInfoRoom);
        try
        {
            Check(list(1, room, ref count), TokenFault.Token);
            for (var i = 0; i < (int)count; i++)
            {
                var slot = (nuint)Marshal.ReadIntPtr(room, i * IntPtr.Size);
                if (Function<WithPointer>(Place.GetTokenInfo)(slot, facts) != Ok)
                    continue;
                var name = new byte[TokenLabelLength];
                Marshal.Copy(facts, name, 0, name.Length);
                if (Encoding.UTF8.GetString(name).TrimEnd(' ', '\0') == label)
                    return slot;
            }
        }
        finally
        {
            Marshal.FreeHGlobal(room);
            Marshal.FreeHGlobal(facts);
        }

        throw new TokenException(TokenFault.Token, label);
    }

    private T Function<T>(Place place)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(functions, (1 + (int)place) * IntPtr.Size));

    private static void Check(nuint answer, TokenFault fault)
    {
        if (answer != Ok)
            throw new TokenException(fault, $"CKR 0x{(ulong)answer:X}");
    }

    /// <summary>CK_ATTRIBUTE.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Attribute
    {
        public nuint Type;
        public nint Value;
        public nuint Length;
    }

    /// <summary>CK_MECHANISM without parameters.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Mechanism
    {
        public nuint Type;
        public nint Parameter;
        public nuint Length;
    }

    /// <summary>Attributes with their values in memory that does not move.</summary>
    private sealed class Template : IDisposable
    {
        public Template((nuint Type, byte[] Value)[] attributes) => Attributes = [.. attributes.Select(one => Pinned(one.Type, one.Value))];

        public Attribute[] Attributes { get; }

        public void Dispose() => Array.ForEach(Attributes, one => Marshal.FreeHGlobal(one.Value));

        private static Attribute Pinned(nuint type, byte[] value)
        {
            var room = Marshal.AllocHGlobal(Math.Max(1, value.Length));
            Marshal.Copy(value, 0, room, value.Length);
            return new() { Type = type, Value = room, Length = (nuint)value.Length };
        }
    }
}
