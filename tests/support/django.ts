import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, untilItAnswers } from './child';
import { freePort } from './free-port';

export interface Django {
  /** `http://127.0.0.1:PORT`, no slash at the end; the admin site is under `/admin/` */
  url: string;
  stop: () => Promise<void>;
}

const PROGRAM = `
import sys
from wsgiref.simple_server import make_server
import django
from django.conf import settings
port, folder = int(sys.argv[1]), sys.argv[2]
settings.configure(
    SECRET_KEY='only for tests on loopback', ALLOWED_HOSTS=['127.0.0.1'], ROOT_URLCONF='__main__',
    DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': folder + '/db.sqlite3'}},
    INSTALLED_APPS=['django.contrib.' + app for app in ('admin', 'auth', 'contenttypes', 'sessions', 'messages')],
    MIDDLEWARE=['django.contrib.sessions.middleware.SessionMiddleware', 'django.middleware.common.CommonMiddleware',
                'django.middleware.csrf.CsrfViewMiddleware', 'django.contrib.auth.middleware.AuthenticationMiddleware',
                'django.contrib.messages.middleware.MessageMiddleware'],
    TEMPLATES=[{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True, 'OPTIONS': {
        'context_processors': ['django.template.context_processors.request', 'django.contrib.auth.context_processors.auth',
                               'django.contrib.messages.context_processors.messages']}}],
    STATIC_URL='/static/', USE_TZ=True, DEFAULT_AUTO_FIELD='django.db.models.AutoField',
    PASSWORD_HASHERS=['django.contrib.auth.hashers.MD5PasswordHasher'],
)
django.setup()
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import path
urlpatterns = [path('admin/', admin.site.urls)]
call_command('migrate', verbosity=0)
User.objects.create_superuser('admin', 'admin@example.test', 'django-password')
make_server('127.0.0.1', port, get_wsgi_application()).serve_forever()
`;

/** Starts the admin site of Debian's python3-django on a free loopback port, with an own database and one user. */
export async function startDjango(): Promise<Django> {
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'playjar-django-'));
  const child = startChild('/usr/bin/python3', ['-c', PROGRAM, String(port), folder]);
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(`${url}/admin/login/`, child, 60_000);
  return {
    url,
    stop: async () => {
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
