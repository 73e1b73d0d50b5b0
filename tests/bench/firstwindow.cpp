// SPDX-License-Identifier: GPL-3.0-or-later
// firstwindow PROGRAM [ARGUMENT...]: starts it, waits until it has mapped a window of at least 300 x 200 pixels and painted
// something into it, prints the milliseconds from exec to the mapping and to the painting and its memory, and ends it.
// For programs that are not ours; ours are measured from inside, to filled rows.
#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace
{

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

bool isAppWindow(Display *display, Window window)
{
    XWindowAttributes attributes;
    return XGetWindowAttributes(display, window, &attributes) && attributes.map_state == IsViewable && attributes.width >= 300
        && attributes.height >= 200;
}

Window appWindow(Display *display)
{
    Window root, parent, *children = nullptr, found = 0;
    unsigned count = 0;
    if (XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count))
        for (unsigned i = 0; i < count && !found; ++i)
            if (isAppWindow(display, children[i]))
                found = children[i];
    XFree(children);
    return found;
}

/// More than one colour in it.
bool isPainted(Display *display, Window window)
{
    XWindowAttributes attributes;
    if (!XGetWindowAttributes(display, window, &attributes))
        return false;
    XImage *image = XGetImage(display, window, 0, 0, unsigned(attributes.width), unsigned(attributes.height), AllPlanes, ZPixmap);
    if (!image)
        return false;
    bool painted = false;
    const unsigned long first = XGetPixel(image, 0, 0);
    for (int y = 0; y < image->height && !painted; y += 4)
        for (int x = 0; x < image->width && !painted; x += 4)
            painted = XGetPixel(image, x, y) != first;
    XDestroyImage(image);
    return painted;
}

/// VmRSS and, of it, what is not shared files; kB.
void printMemory(pid_t pid)
{
    std::FILE *file = std::fopen(("/proc/" + std::to_string(pid) + "/status").c_str(), "r");
    char line[256];
    while (file && std::fgets(line, sizeof line, file)) {
        long kilobytes = 0;
        if (std::sscanf(line, "VmRSS: %ld", &kilobytes) == 1)
            std::printf(",\"rss_kb\":%ld", kilobytes);
    }
    if (file)
        std::fclose(file);
}

} // namespace

int main(int argc, char **argv)
{
    Display *display = XOpenDisplay(nullptr);
    if (argc < 2 || !display) {
        std::fprintf(stderr, argc < 2 ? "usage: firstwindow PROGRAM [ARGUMENT...]\n" : "no display\n");
        return 2;
    }
    XSetErrorHandler([](Display *, XErrorEvent *) { return 0; }); // windows vanish while we look at them

    const Clock::time_point start = Clock::now();
    const pid_t pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        execvp(argv[1], argv + 1);
        std::perror(argv[1]);
        _exit(127);
    }

    double mapped = 0, painted = 0;
    while (since(start) < 60000 && painted == 0) {
        if (const Window window = appWindow(display)) {
            if (mapped == 0)
                mapped = since(start);
            if (isPainted(display, window))
                painted = since(start);
        }
        if (waitpid(pid, nullptr, WNOHANG) == pid) {
            std::fprintf(stderr, "%s ended before it showed a window\n", argv[1]);
            return 1;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    std::this_thread::sleep_for(std::chrono::seconds(3)); // at rest
    std::printf("{\"mapped_ms\":%.0f,\"painted_ms\":%.0f", mapped, painted);
    printMemory(pid);
    std::printf("}\n");

    kill(-pid, SIGTERM);
    for (int i = 0; i < 50 && waitpid(pid, nullptr, WNOHANG) == 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    kill(-pid, SIGKILL);
    return painted > 0 ? 0 : 1;
}
