"""The addresses of tasks."""

from django.urls import path

from madoguchi.desk.tasks import verbs, views

urlpatterns = [
    path("tasks/", views.board, name="tasks"),
    path("tasks/list/", views.every, name="tasks-list"),
    path("tasks/today/", views.today, name="tasks-today"),
    path("tasks/new/", views.new, name="tasks-new"),
    path("tasks/series/", views.series, name="task-series"),
    path("tasks/series/<int:pk>/end/", views.series_end, name="task-series-end"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/acceptance/", verbs.acceptance, name="task-acceptance"),
    path("tasks/<int:pk>/state/", verbs.state, name="task-state"),
    path("tasks/<int:pk>/questions/", verbs.questions, name="task-questions"),
    path("tasks/<int:pk>/delay/", verbs.delay, name="task-delay"),
    path("tasks/<int:pk>/plan/", verbs.plan, name="task-plan"),
    path("tasks/<int:pk>/description/", verbs.description, name="task-description"),
    path("tasks/<int:pk>/items/", verbs.items, name="task-items"),
    path("tasks/<int:pk>/parts/", verbs.parts, name="task-parts"),
    path("tasks/<int:pk>/watchers/", verbs.watchers, name="task-watchers"),
    path("messages/<int:pk>/task/", verbs.of_message, name="message-task"),
]
