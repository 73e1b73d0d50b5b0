// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/application.h"
#include "app/desk/singleinstance.h"
#include "app/desk/tour.h"
#include "ui/widgets/englishplurals.h"

#include <QApplication>
#include <QTextStream>

using namespace milassist;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const DeskCommand command = commandFrom(arguments);
    if (!command.problem.isEmpty()) {
        QTextStream(stderr) << "milassist-desk: " << command.problem << '\n';
        return 2;
    }
    if (command.help || command.version) {
        QTextStream(stdout) << (command.help ? commandHelp() : u"milassist-desk " MILASSIST_VERSION "\n"_s);
        return 0;
    }

    QApplication application(argc, argv);
    QApplication::setApplicationName(u"milassist-desk"_s);
    QApplication::setApplicationVersion(QStringLiteral(MILASSIST_VERSION));
    QApplication::setDesktopFileName(u"milassist-desk"_s);
    EnglishPlurals plurals;
    QApplication::installTranslator(&plurals);

    const QString root = Profiles::standardRoot();
    std::unique_ptr<SingleInstance> instance;
    if (!command.demo) { // a demo is a world of its own and may run beside the real thing
        instance = std::make_unique<SingleInstance>(root);
        if (instance->handOver(arguments))
            return 0;
    }
    DeskApplication desk(application, root, command);
    if (instance)
        QObject::connect(instance.get(), &SingleInstance::asked, &desk, [&desk](const QStringList &words) {
            if (const DeskCommand asked = commandFrom(words); asked.problem.isEmpty())
                desk.obey(asked);
        });
    std::unique_ptr<Tour> tour;
    if (!command.tourFolder.isEmpty())
        tour = std::make_unique<Tour>(desk, command.tourFolder);
    desk.start();
    if (tour)
        tour->start();
    return QApplication::exec();
}
